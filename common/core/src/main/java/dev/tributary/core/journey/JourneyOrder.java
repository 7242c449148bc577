package dev.tributary.core.journey;

import java.util.Comparator;

/** The order of events, the same everywhere. */
public final class JourneyOrder {

  /** By occurred_at, received_at, collector id, sequence; the key makes it total. */
  public static final Comparator<TimelineEvent> COMPARATOR =
      Comparator.comparing(TimelineEvent::occurredAt)
          .thenComparing(TimelineEvent::receivedAt)
          .thenComparing(TimelineEvent::collectorId)
          .thenComparingLong(TimelineEvent::sequence)
          .thenComparing(TimelineEvent::key);

  private JourneyOrder() {}
}
