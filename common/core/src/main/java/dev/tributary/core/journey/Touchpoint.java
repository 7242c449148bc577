package dev.tributary.core.journey;

import dev.tributary.core.classify.Classification;
import java.time.Instant;

/**
 * One marketing touch of a person.
 *
 * @param key the key of the event that made it
 * @param kind wire name of the {@link TouchKind}
 * @param campaign null where none was named; so are adGroup and clickId
 */
public record Touchpoint(
    String key,
    Instant at,
    String kind,
    String channel,
    String source,
    String medium,
    String campaign,
    String adGroup,
    String clickId) {

  public static final String DIRECT = Classification.DIRECT;

  public boolean direct() {
    return DIRECT.equals(channel);
  }
}
