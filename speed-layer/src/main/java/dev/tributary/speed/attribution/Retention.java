package dev.tributary.speed.attribution;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.SpeedSettings;
import dev.tributary.core.event.EventType;
import dev.tributary.core.journey.JourneyOrder;
import dev.tributary.core.journey.Lookback;
import dev.tributary.core.journey.TimelineEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How much of a journey is kept: what can still serve or move credit, and no more than a cap. */
final class Retention {

  private static final String CONSENT = EventType.CONSENT.wire();

  private final Duration kept;
  private final int most;

  /** The longest lookback and the lateness allowance together; and the cap. */
  Retention(Config config) {
    kept =
        new Lookback(config)
            .longest()
            .plus(Duration.ofHours(config.value(SpeedSettings.LATENESS_HOURS)));
    most = Math.toIntExact(config.value(SpeedSettings.JOURNEY_EVENTS));
  }

  /** The first moment that a journey still remembers, by its newest event. */
  Instant horizon(Instant newest) {
    return newest.minus(kept);
  }

  /** Most events of one journey. */
  int most() {
    return most;
  }

  /**
   * Whether an event that is so old still decides: a change of consent holds until the next,
   * however long ago it was.
   */
  static boolean outlives(TimelineEvent event) {
    return CONSENT.equals(event.eventType());
  }

  /**
   * What is kept of some events, in journey order; the oldest go first, but for the consent that
   * held when the oldest kept event happened: one event beyond the cap at most.
   */
  List<TimelineEvent> of(List<TimelineEvent> events, Instant newest) {
    List<TimelineEvent> ordered = new ArrayList<>(events);
    ordered.sort(JourneyOrder.COMPARATOR);
    int first = Math.max(firstFrom(horizon(newest), ordered), ordered.size() - most);
    List<TimelineEvent> kept = new ArrayList<>(ordered.size() - first + 1);
    for (int i = first - 1; i >= 0 && kept.isEmpty(); i--) {
      if (outlives(ordered.get(i))) {
        kept.add(ordered.get(i));
      }
    }
    kept.addAll(ordered.subList(first, ordered.size()));
    return kept;
  }

  /** Whether the cap leaves out what the journey's age would keep. */
  boolean cuts(List<TimelineEvent> events, Instant newest) {
    Instant horizon = horizon(newest);
    return events.stream().filter(event -> !event.occurredAt().isBefore(horizon)).count() > most;
  }

  private static int firstFrom(Instant horizon, List<TimelineEvent> ordered) {
    int first = 0;
    while (first < ordered.size() && ordered.get(first).occurredAt().isBefore(horizon)) {
      first++;
    }
    return first;
  }
}
