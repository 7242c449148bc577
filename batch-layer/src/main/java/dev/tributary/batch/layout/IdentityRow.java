package dev.tributary.batch.layout;

import dev.tributary.core.identity.Identifier;
import dev.tributary.core.identity.Identity;
import java.time.Instant;

/**
 * One row of the table identities. Public for Spark's generated code; read the table instead.
 *
 * @param kind of the identifier: visitor_id, user_id or click_id
 * @param validFrom first seen together with another identifier
 * @param validTo null while the link holds
 */
public record IdentityRow(
    String kind,
    String identifier,
    String personId,
    Instant validFrom,
    Instant validTo,
    String publicationId) {

  /** Not what only says something of another identifier. */
  static boolean isTold(Identity identity) {
    return !identity.identifier().kind().equals(Identifier.WITHDRAWN_CONSENT);
  }

  static IdentityRow of(Identity identity, String publicationId) {
    return new IdentityRow(
        identity.identifier().kind(),
        identity.identifier().value(),
        identity.personId(),
        identity.validFrom(),
        null,
        publicationId);
  }
}
