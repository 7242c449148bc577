package dev.tributary.speed.attribution;

import dev.tributary.core.consent.Pseudonyms;
import dev.tributary.core.event.EventType;
import dev.tributary.core.event.Identifiers;
import dev.tributary.core.journey.TimelineEvent;
import java.util.Optional;

/** Decides which journey an event belongs to. */
final class Routes {

  static final String CLICK = "click ";
  static final String JOURNEY = "journey ";
  static final String ADJUSTMENT = "adjustment ";

  private final Pseudonyms pseudonyms;

  /**
   * Journeys are keyed by the visitor's pseudonym, since that is all a withdrawal of consent may
   * keep of its visitor.
   */
  Routes(Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  /** The way of an event; empty for what can never matter to a journey. */
  Optional<Routed> of(TimelineEvent event) {
    if (EventType.ADJUSTMENT.wire().equals(event.eventType())) {
      // It meets its order by name, whoever sent it; here only its duplicates meet.
      String key = ADJUSTMENT + event.key();
      return Optional.of(new Routed(key, key, event));
    }
    Optional<String> owner = owner(event);
    if (event.clickId() != null
        && Identifiers.FIRST_PARTY_CLICK_ID.equals(event.clickIdType())
        && event.journeyAllowed()) {
      return Optional.of(new Routed(CLICK + event.clickId(), owner.orElse(null), event));
    }
    return owner.map(key -> new Routed(JOURNEY + key, key, event));
  }

  /** The key of the journey that an event names by itself. */
  private Optional<String> owner(TimelineEvent event) {
    if (event.visitorId() != null) {
      return Optional.of(pseudonyms.of(event.visitorId()));
    }
    if (event.userId() != null) {
      return Optional.of("user " + event.userId());
    }
    // An order of nobody is counted all the same, as a journey of its own.
    return EventType.CONVERSION.wire().equals(event.eventType())
        ? Optional.of("order " + event.key())
        : Optional.empty();
  }
}
