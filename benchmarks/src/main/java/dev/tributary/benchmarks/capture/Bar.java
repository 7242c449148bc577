package dev.tributary.benchmarks.capture;

import dev.tributary.benchmarks.Comparison;

/**
 * What a rate has to reach beside nginx's.
 *
 * @param bound the least ratio; 0 for none
 */
record Bar(String name, double bound) {

  static Bar of(String durability, int connections, Reuse reuse) {
    if (reuse == Reuse.KEEP_ALIVE && durability.equals("process") && connections == 64) {
      return new Bar("1", 0.8);
    }
    return reuse == Reuse.KEEP_ALIVE && durability.equals("power") && connections == 512
        ? new Bar("2", 0.35)
        : new Bar("capture", 0);
  }

  /**
   * A line of the answer.
   *
   * @param peer null where there is none
   */
  Comparison row(String what, double ours, Double peer, String unit) {
    double ratio = peer == null ? Double.NaN : ours / peer;
    String least = bound == 0 ? "none" : ">= " + bound + "x";
    return new Comparison(
        name, what, ours, peer, unit, ratio, least, peer != null && ratio >= bound);
  }
}
