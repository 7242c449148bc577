package dev.tributary.core.journey;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A person's consent over time, as consent events changed it. */
final class Withdrawals {

  /** Since when consent holds without a break, by the time of the change; MAX while it does not. */
  private final NavigableMap<Instant, Instant> allowedSince = new TreeMap<>();

  /**
   * Reads a person's consent events.
   *
   * @param ordered all events in journey order
   */
  Withdrawals(List<TimelineEvent> ordered) {
    for (TimelineEvent event : ordered) {
      if (Kinds.consentChange(event)) {
        allowedSince.put(event.occurredAt(), since(event));
      }
    }
  }

  private Instant since(TimelineEvent change) {
    if (!change.journeyAllowed()) {
      return Instant.MAX;
    }
    Instant before = allowedSince(change.occurredAt());
    return before.equals(Instant.MAX) ? change.occurredAt() : before;
  }

  /**
   * From when on touches may serve a conversion at {@code at}: MIN where consent was never
   * withdrawn, MAX where it is withdrawn at that moment.
   */
  Instant allowedSince(Instant at) {
    Map.Entry<Instant, Instant> latest = allowedSince.floorEntry(at);
    return latest == null ? Instant.MIN : latest.getValue();
  }
}
