package dev.tributary.core.attribution.markov;

import java.util.BitSet;

/**
 * Solves h = r + Q·h with some states pinned to 0, for chains of many states.
 *
 * <p>Gauss-Seidel in depth-first order from the ends of the paths: one sweep is exact where the
 * states have no cycle, and since every journey ends, the rest contracts to the last bit. A chain
 * that contracts too slowly (journeys of thousands of states) goes to a sparse LU decomposition.
 */
final class SparseSolver {

  private static final int MOST_SWEEPS = 2_000;

  /**
   * No probability changes by more of itself: the rounding of a sum of a few terms. Of itself,
   * since where next to nobody converts every probability is next to nothing, and their ratios are
   * what credit is made of.
   */
  private static final double SETTLED = 1e-15;

  private final Chain chain;
  private final int[] order;
  private double residual;

  SparseSolver(Chain chain) {
    this.chain = chain;
    this.order = DepthFirst.leavesFirst(chain);
  }

  /** The probability of converting from each state when the removed ones lead to null. */
  double[] solve(BitSet removed) {
    double[] h = new double[chain.states()];
    boolean settled = false;
    for (int sweep = 0; sweep < MOST_SWEEPS && !settled; sweep++) {
      settled = sweep(h, removed) <= SETTLED;
    }
    if (!settled) {
      h = SparseElimination.solve(chain, removed);
    }
    residual = error(h, removed);
    return h;
  }

  /** Largest error of an equation in the last solution, relative to its probability. */
  double residual() {
    return residual;
  }

  private double sweep(double[] h, BitSet removed) {
    double change = 0;
    for (int state : order) {
      if (!removed.get(state)) {
        double next = chain.next(state, h);
        change = Math.max(change, difference(next, h[state]));
        h[state] = next;
      }
    }
    return change;
  }

  /** Of two probabilities, relative to the larger. */
  private static double difference(double one, double other) {
    double larger = Math.max(one, other);
    return larger == 0 ? 0 : Math.abs(one - other) / larger;
  }

  private double error(double[] h, BitSet removed) {
    double error = 0;
    for (int state = 0; state < h.length; state++) {
      if (!removed.get(state)) {
        error = Math.max(error, difference(chain.next(state, h), h[state]));
      }
    }
    return error;
  }
}
