package dev.tributary.core.attribution;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A sum that keeps what rounding cuts off (Neumaier 1974), so that a million terms add no noise.
 */
public final class ExactSum {

  private double sum;
  private double cutOff;

  /** Sums to add to, each zero. */
  public static ExactSum[] zeros(int count) {
    return Stream.generate(ExactSum::new).limit(count).toArray(ExactSum[]::new);
  }

  /** Their values. */
  public static double[] values(ExactSum[] sums) {
    return Arrays.stream(sums).mapToDouble(ExactSum::sum).toArray();
  }

  /** Adds one. */
  public void add(double term) {
    double next = sum + term;
    cutOff += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
    sum = next;
  }

  /** The sum of all that were added. */
  public double sum() {
    return sum + cutOff;
  }
}
