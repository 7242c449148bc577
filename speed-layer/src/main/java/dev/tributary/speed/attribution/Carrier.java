package dev.tributary.speed.attribution;

import dev.tributary.core.identity.Identifier;
import dev.tributary.core.journey.TimelineEvent;
import java.time.Instant;
import java.util.Comparator;

/**
 * Somebody whose event carried a click's id.
 *
 * @param kind of the identifier: visitors and users are counted apart
 * @param value of the identifier
 * @param seenAt when the first such event happened
 */
public record Carrier(String journeyKey, String kind, String value, Instant seenAt) {

  /** Whose a click is, where too many carry its id: as batch decides it. */
  static final Comparator<Carrier> FIRST =
      Comparator.comparing(Carrier::seenAt).thenComparing(Carrier::identifier);

  /** Who sent an event of that journey; the event names a visitor or a user. */
  static Carrier of(String journeyKey, TimelineEvent event) {
    Identifier who =
        event.visitorId() == null
            ? Identifier.user(event.userId())
            : Identifier.visitor(event.visitorId());
    return new Carrier(journeyKey, who.kind(), who.value(), event.occurredAt());
  }

  Identifier identifier() {
    return new Identifier(kind, value);
  }
}
