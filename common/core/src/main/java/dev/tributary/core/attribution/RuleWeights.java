package dev.tributary.core.attribution;

import java.util.Arrays;

/**
 * The formula of each rule model, as integer weights whose ratios are the model's shares. Integers,
 * so that what is equal stays equal and every split is exact.
 */
public final class RuleWeights {

  /** The channel id of Direct in every array of channel ids. */
  public static final int DIRECT = 0;

  /** A time-decay weight of 1, as fine as a power in floating point is. */
  private static final int DECAY_BITS = 52;

  /**
   * By how much a decayed weight is off at most: half a unit by rounding, half by the power, less
   * than a fifth by the quotient of its exponent; and room.
   */
  private static final double DECAY_ERROR = 2;

  private final CreditRules rules;

  public RuleWeights(CreditRules rules) {
    this.rules = rules;
  }

  /**
   * Writes the weights of the touches {@code from} to {@code from + n} in journey order.
   *
   * @param touchMicros times in microseconds since any common origin; read by time decay only
   * @param channels channel ids, {@link #DIRECT} for Direct; read by last non-direct only
   * @param weights filled from index 0 to n
   * @return the sum of the weights; positive unless n is 0
   */
  public long fill(
      RuleModel model, long[] touchMicros, int[] channels, int from, int n, long[] weights) {
    if (n == 0) {
      return 0;
    }
    return switch (model) {
      case FIRST_TOUCH -> all(0, n, weights);
      case LAST_TOUCH -> all(n - 1, n, weights);
      case LAST_NON_DIRECT -> all(lastNonDirect(channels, from, n), n, weights);
      case LINEAR -> equal(n, weights);
      case POSITION_BASED -> n <= 2 ? equal(n, weights) : byPosition(n, weights);
      case TIME_DECAY -> decayed(touchMicros, from, n, weights);
    };
  }

  private static long all(int winner, int n, long[] weights) {
    Arrays.fill(weights, 0, n, 0);
    weights[winner] = 1;
    return 1;
  }

  private static int lastNonDirect(int[] channels, int from, int n) {
    for (int i = n - 1; i >= 0; i--) {
      if (channels[from + i] != DIRECT) {
        return i;
      }
    }
    return n - 1;
  }

  private static long equal(int n, long[] weights) {
    Arrays.fill(weights, 0, n, 1);
    return n;
  }

  /** The middle weight over n - 2 touches, with everything multiplied by n - 2. */
  private long byPosition(int n, long[] weights) {
    long between = n - 2L;
    long first = rules.firstMillionths() * between;
    long last = rules.lastMillionths() * between;
    Arrays.fill(weights, 1, n - 1, rules.middleMillionths());
    weights[0] = first;
    weights[n - 1] = last;
    return first + rules.middleMillionths() * between + last;
  }

  /**
   * Normalised, 2^(-age / half-life) does not depend on the conversion's time, so ages are counted
   * from the latest touch: its weight is then 1, and no journey underflows to nothing.
   */
  private long decayed(long[] touchMicros, int from, int n, long[] weights) {
    long latest = touchMicros[from];
    for (int i = 1; i < n; i++) {
      latest = Math.max(latest, touchMicros[from + i]);
    }
    int countBits = Integer.SIZE - Integer.numberOfLeadingZeros(n);
    double one = 1L << Math.min(DECAY_BITS, 60 - countBits);
    long sum = 0;
    for (int i = 0; i < n; i++) {
      double age = latest - touchMicros[from + i];
      // StrictMath, so that every machine comes to the same bits.
      weights[i] = Math.round(one * StrictMath.pow(2, -age / rules.halfLifeMicros()));
      sum += weights[i];
    }
    return sum;
  }

  /**
   * By how much the difference of two remainders may be off where an amount is split by decayed
   * weights. With weights w off by e each, and their sum S by n e, two shares t w / S differ by at
   * most t (2 e + n e) / S from what they should.
   *
   * @return in parts of the sum, as {@link LargestRemainder#holdsWithin} takes it
   */
  static double errorOfDecay(long total, int n) {
    return total * DECAY_ERROR * (n + 2.0);
  }
}
