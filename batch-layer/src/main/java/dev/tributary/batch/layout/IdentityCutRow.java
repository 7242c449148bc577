package dev.tributary.batch.layout;

import dev.tributary.core.identity.Cut;

/**
 * One row of the table identity_cuts. Public for Spark's generated code; read the table instead.
 *
 * @param kind of the identifier, for example user_id
 * @param neighbourKind kind of what it was seen with too much of
 * @param neighbours how many distinct ones
 * @param allowed how many it may join
 */
public record IdentityCutRow(
    String kind,
    String identifier,
    String neighbourKind,
    long neighbours,
    long allowed,
    String publicationId) {

  public static IdentityCutRow of(Cut cut, String publicationId) {
    return new IdentityCutRow(
        cut.identifier().kind(),
        cut.identifier().value(),
        cut.neighbourKind(),
        cut.neighbours(),
        cut.limit(),
        publicationId);
  }
}
