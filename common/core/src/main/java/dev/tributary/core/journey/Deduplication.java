package dev.tributary.core.journey;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two events with one key are one event: the earliest received is kept, ties by collector id and
 * sequence. Exact, and independent of the order in which events are given.
 */
public final class Deduplication {

  /** The event that is kept of several with one key comes first. */
  public static final Comparator<TimelineEvent> EARLIEST_RECEIVED =
      Comparator.comparing(TimelineEvent::receivedAt)
          .thenComparing(TimelineEvent::collectorId)
          .thenComparingLong(TimelineEvent::sequence);

  private Deduplication() {}

  /** One event a key. */
  public static List<TimelineEvent> unique(Collection<TimelineEvent> events) {
    Map<String, TimelineEvent> kept = new HashMap<>(events.size() * 2);
    for (TimelineEvent event : events) {
      kept.merge(event.key(), event, Deduplication::earlier);
    }
    return new ArrayList<>(kept.values());
  }

  /** Whichever of two events with one key is kept. */
  public static TimelineEvent earlier(TimelineEvent one, TimelineEvent other) {
    return EARLIEST_RECEIVED.compare(one, other) <= 0 ? one : other;
  }
}
