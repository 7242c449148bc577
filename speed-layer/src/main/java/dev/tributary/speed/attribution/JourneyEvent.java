package dev.tributary.speed.attribution;

import dev.tributary.core.journey.TimelineEvent;

/**
 * An event of a journey that is known, or one that turned out to be another's.
 *
 * @param event null where one is taken back
 * @param takenBack key of the event that the journey loses; null where it gains one
 */
public record JourneyEvent(String journeyKey, TimelineEvent event, String takenBack) {

  static JourneyEvent gained(String journeyKey, TimelineEvent event) {
    return new JourneyEvent(journeyKey, event, null);
  }

  static JourneyEvent lost(String journeyKey, TimelineEvent event) {
    return new JourneyEvent(journeyKey, null, event.key());
  }
}
