package dev.tributary.speed.attribution;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.SpeedSettings;
import dev.tributary.core.journey.JourneyOrder;
import dev.tributary.core.journey.Lookback;
import dev.tributary.core.journey.TimelineEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How much of a journey is kept: what can still serve or move credit, and no more than a cap. */
final class Retention {

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

  /** What is kept of some events, in journey order; the oldest go first. */
  List<TimelineEvent> of(List<TimelineEvent> events, Instant newest) {
    Instant horizon = horizon(newest);
    List<TimelineEvent> ordered = new ArrayList<>(events);
    ordered.removeIf(event -> event.occurredAt().isBefore(horizon));
    ordered.sort(JourneyOrder.COMPARATOR);
    return ordered.size() <= most
        ? ordered
        : ordered.subList(ordered.size() - most, ordered.size());
  }
}
