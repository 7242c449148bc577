package dev.tributary.core.view;

import dev.tributary.core.journey.Deduplication;
import dev.tributary.core.journey.TimelineEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which revision of each provisional conversion counts. One conversion may have been sent under
 * several visitors: the journey of the earliest received counts, and within it the highest
 * (generation, number). Revisions may come in any order and more than once. Thread-safe.
 */
public final class ProvisionalCredits {

  private static final Comparator<CreditRevision> NEWEST =
      Comparator.comparingLong(CreditRevision::generation)
          .thenComparingLong(CreditRevision::number);

  private static final Comparator<CreditRevision> EARLIEST_RECEIVED =
      Comparator.<CreditRevision, TimelineEvent>comparing(
              revision -> revision.credit().conversion(), Deduplication.EARLIEST_RECEIVED)
          .thenComparing(CreditRevision::journeyKey);

  /** Newest revisions by conversion key, then journey key. */
  private final Map<String, Map<String, CreditRevision>> newest = new HashMap<>();

  private Boundary boundary;

  /** Holds what lies at or after the boundary. */
  public ProvisionalCredits(Boundary boundary) {
    this.boundary = boundary;
  }

  /** Takes a revision in; one of a conversion before the boundary is batch's and is dropped. */
  public synchronized void offer(CreditRevision revision) {
    if (!boundary.isFinal(revision.credit().conversion().occurredAt())) {
      newest
          .computeIfAbsent(revision.conversionKey(), key -> new HashMap<>())
          .merge(
              revision.journeyKey(),
              revision,
              (one, other) -> NEWEST.compare(one, other) >= 0 ? one : other);
    }
  }

  /** Forgets one journey's credit for a conversion, as an empty message on the topic asks. */
  public synchronized void withdraw(String conversionKey, String journeyKey) {
    newest.computeIfPresent(
        conversionKey,
        (key, journeys) -> {
          journeys.remove(journeyKey);
          return journeys.isEmpty() ? null : journeys;
        });
  }

  /** Moves the boundary and forgets what batch answers for now. */
  public synchronized void moveTo(Boundary later) {
    boundary = later;
    newest
        .values()
        .forEach(
            journeys ->
                journeys
                    .values()
                    .removeIf(one -> later.isFinal(one.credit().conversion().occurredAt())));
    newest.values().removeIf(Map::isEmpty);
  }

  public synchronized Boundary boundary() {
    return boundary;
  }

  /** The revision of a conversion that counts. */
  public synchronized Optional<CreditRevision> current(String conversionKey) {
    return Optional.ofNullable(newest.get(conversionKey)).map(ProvisionalCredits::counting);
  }

  /** The revisions that count, one a conversion: a copy that later calls do not change. */
  public synchronized Collection<CreditRevision> current() {
    List<CreditRevision> current = new ArrayList<>(newest.size());
    newest.values().forEach(journeys -> current.add(counting(journeys)));
    return current;
  }

  private static CreditRevision counting(Map<String, CreditRevision> journeys) {
    return journeys.values().stream().min(EARLIEST_RECEIVED).orElseThrow();
  }
}
