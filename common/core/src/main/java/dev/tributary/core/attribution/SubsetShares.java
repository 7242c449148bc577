package dev.tributary.core.attribution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The subset game's Shapley value of one conversion: the distinct channels share equally, and each
 * channel's touches share equally what it got.
 */
public record SubsetShares() implements ChannelModel {

  public static final String WIRE = "shapley_subset";

  /** Up to here the weights are exact fractions; beyond, they are rounded to as many bits. */
  private static final long MOST = 1L << 40;

  @Override
  public String wire() {
    return WIRE;
  }

  @Override
  public long fill(List<String> channels, long[] weights) {
    int n = channels.size();
    Map<String, Integer> counts = new HashMap<>();
    channels.forEach(channel -> counts.merge(channel, 1, Integer::sum));
    long share = 1;
    for (int count : counts.values()) {
      share = Math.min(MOST, share / greatestCommonDivisor(share, count) * count);
    }
    long sum = 0;
    for (int i = 0; i < n; i++) {
      weights[i] = share / counts.get(channels.get(i));
      sum += weights[i];
    }
    return sum;
  }

  private static long greatestCommonDivisor(long left, long right) {
    return right == 0 ? left : greatestCommonDivisor(right, left % right);
  }
}
