package dev.tributary.core.attribution.comparison;

import java.util.SplittableRandom;

/** Poisson counts for the bootstrap. */
final class Poisson {

  /** Above it the normal curve is nearer than the bootstrap itself is exact. */
  private static final double LARGE = 1_000;

  /** exp(-mean) of a part must not underflow. */
  private static final double PART = 500;

  private Poisson() {}

  /** A whole number with that mean, which need not be whole; 0 for 0. */
  static double draw(double mean, SplittableRandom random) {
    if (mean >= LARGE) {
      return Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double count = 0;
    for (double left = mean; left > 0; left -= PART) {
      count += byProducts(Math.min(left, PART), random);
    }
    return count;
  }

  /** Knuth's method: uniform factors until their product falls below exp(-mean). */
  private static int byProducts(double mean, SplittableRandom random) {
    double bound = Math.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > bound; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
