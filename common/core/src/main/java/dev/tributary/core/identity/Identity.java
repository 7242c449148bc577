package dev.tributary.core.identity;

import java.time.Instant;

/**
 * Whose an identifier is.
 *
 * @param personId the same for all identifiers of one person
 * @param validFrom when the identifier was first seen
 */
public record Identity(Identifier identifier, String personId, Instant validFrom) {}
