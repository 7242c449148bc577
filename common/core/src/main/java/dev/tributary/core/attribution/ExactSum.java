package dev.tributary.core.attribution.shapley;

/**
 * A sum that keeps what rounding cuts off (Neumaier 1974), so that a million terms add no noise.
 */
final class ExactSum {

  private double sum;
  private double cutOff;

  void add(double term) {
    double next = sum + term;
    cutOff += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
    sum = next;
  }

  double sum() {
    return sum + cutOff;
  }
}
