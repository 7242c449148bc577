package dev.tributary.core.view;

import dev.tributary.core.journey.TimelineEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The copies of conversions that lie before the boundary, where batch answers for them: another
 * copy of one, under another visitor and dated after it, counts only where it was received earlier.
 * Remembers the newest dated {@link #MOST} at least, some tens of megabytes; of an older order a
 * copy counts as an order of its own until its day is published. Guarded by {@link
 * ProvisionalCredits}.
 */
final class SettledCopies {

  static final int MOST = 100_000;

  /** Sorting is for many at a time. */
  private static final int ROOM = MOST / 10;

  private record Name(String conversionKey, String journeyKey) {}

  private record Copy(
      Name name,
      long generation,
      long number,
      Instant occurredAt,
      Instant receivedAt,
      String collectorId,
      long sequence) {}

  private static final Comparator<Copy> NEWEST_REVISION =
      Comparator.comparingLong(Copy::generation).thenComparingLong(Copy::number);

  private static final Comparator<Copy> EARLIEST_RECEIVED =
      Comparator.comparing(Copy::receivedAt)
          .thenComparing(Copy::collectorId)
          .thenComparingLong(Copy::sequence)
          .thenComparing(copy -> copy.name().journeyKey());

  private final Map<String, Map<String, Copy>> copies = new HashMap<>();
  private int held;

  /** Remembers one, unless a newer revision of it is. */
  void add(CreditRevision revision) {
    if (newerThan(revision)) {
      return;
    }
    Copy copy = of(revision);
    Map<String, Copy> journeys =
        copies.computeIfAbsent(copy.name().conversionKey(), key -> new HashMap<>(2));
    held += journeys.put(copy.name().journeyKey(), copy) == null ? 1 : 0;
    if (held > MOST + ROOM) {
      forgetOldest();
    }
  }

  void remove(String conversionKey, String journeyKey) {
    Map<String, Copy> journeys = copies.getOrDefault(conversionKey, new HashMap<>());
    held -= journeys.remove(journeyKey) == null ? 0 : 1;
    if (journeys.isEmpty()) {
      copies.remove(conversionKey);
    }
  }

  /** Whether this journey's copy is remembered, by a newer revision. */
  boolean newerThan(CreditRevision revision) {
    Copy copy = copies.getOrDefault(revision.conversionKey(), Map.of()).get(revision.journeyKey());
    return copy != null && NEWEST_REVISION.compare(copy, of(revision)) >= 0;
  }

  /** Whether a copy before the boundary was received earlier than this one. */
  boolean precede(CreditRevision revision, Boundary boundary) {
    Copy asked = of(revision);
    return copies.getOrDefault(revision.conversionKey(), Map.of()).values().stream()
        .filter(copy -> boundary.isFinal(copy.occurredAt()))
        .anyMatch(copy -> EARLIEST_RECEIVED.compare(copy, asked) < 0);
  }

  private void forgetOldest() {
    List<Copy> byDate =
        copies.values().stream()
            .flatMap(journeys -> journeys.values().stream())
            .sorted(Comparator.comparing(Copy::occurredAt))
            .toList();
    byDate
        .subList(0, held - MOST)
        .forEach(copy -> remove(copy.name().conversionKey(), copy.name().journeyKey()));
  }

  private static Copy of(CreditRevision revision) {
    TimelineEvent conversion = revision.credit().conversion();
    return new Copy(
        new Name(revision.conversionKey(), revision.journeyKey()),
        revision.generation(),
        revision.number(),
        conversion.occurredAt(),
        conversion.receivedAt(),
        conversion.collectorId(),
        conversion.sequence());
  }
}
