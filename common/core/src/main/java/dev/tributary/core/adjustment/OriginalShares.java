package dev.tributary.core.adjustment;

import dev.tributary.core.attribution.LargestRemainder;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Splits any later worth of an order over its touches by the weights it was split by itself. These
 * are kept as the published credit and revenue; the one of more digits stands for them: the credit
 * of a million parts, or the revenue where that has more. The first value gives exactly the first
 * revenue, and zero gives zeros, so that entries which are differences of two such splits end
 * exactly where they should.
 *
 * @param creditMicros each touch's credit under one model, in journey order; not all zero
 * @param revenueMinor each touch's revenue under that model; the order's first value is their sum
 */
public record OriginalShares(long[] creditMicros, long[] revenueMinor) {

  /**
   * Each touch's part of what the order is worth.
   *
   * @param netMinor not negative
   * @return parts that sum to {@code netMinor} exactly, by largest remainder
   */
  public long[] of(long netMinor) {
    long value = LongStream.of(revenueMinor).sum();
    if (netMinor == value) {
      return revenueMinor.clone();
    }
    long parts = LongStream.of(creditMicros).sum();
    return split(netMinor, value > parts ? revenueMinor : creditMicros);
  }

  /** What each touch gains by a posting; negative where it loses. */
  public long[] change(long beforeMinor, long afterMinor) {
    long[] before = of(beforeMinor);
    long[] after = of(afterMinor);
    Arrays.setAll(after, touch -> after[touch] - before[touch]);
    return after;
  }

  private static long[] split(long amount, long[] weights) {
    long[] parts = new long[weights.length];
    new LargestRemainder()
        .split(amount, weights, LongStream.of(weights).sum(), weights.length, parts, 0);
    return parts;
  }
}
