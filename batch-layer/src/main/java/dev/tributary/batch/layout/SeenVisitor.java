package dev.tributary.batch.layout;

import java.time.Instant;

/**
 * A visitor of the raw log. Public for Spark's generated code.
 *
 * @param seenAt first time
 */
public record SeenVisitor(String visitorId, Instant seenAt) {}
