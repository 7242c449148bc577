package dev.tributary.benchmarks;

import java.util.Map;
import java.util.TreeMap;

/** Compares what two sides made of the same rows. */
final class PeerTotals {

  private static final double EQUAL = 1e-9;

  private PeerTotals() {}

  /**
   * Compares credit and revenue of each day, channel and model.
   *
   * @param ours by {@code day|channel|model}, and the same with {@code |v} for revenue
   * @throws IllegalStateException when they are apart by more than 1e-9 of ours
   */
  static void requireEqual(String peer, Map<String, Long> ours, Map<String, Long> theirs) {
    Map<String, Long> apart = new TreeMap<>(ours);
    theirs.forEach((cell, amount) -> apart.merge(cell, -amount, Long::sum));
    apart.forEach(
        (cell, amount) -> {
          if (Math.abs(amount) > EQUAL * ours.getOrDefault(cell, 0L)) {
            throw new IllegalStateException(
                "%s comes to another %s, apart by %d of %d"
                    .formatted(peer, cell, amount, ours.getOrDefault(cell, 0L)));
          }
        });
  }
}
