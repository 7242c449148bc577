package dev.tributary.core.attribution.markov;

import dev.tributary.core.attribution.paths.PathTable;
import java.util.BitSet;

/**
 * Fits the Markov model by linear algebra, never by simulation (Anderl, Becker, von Wangenheim,
 * Schumann 2016, "Mapping the customer journey").
 *
 * <p>With h(s) the probability of converting from state s, h = r + Q·h, where Q holds the
 * transitions between states and r those into conversion. Removing a channel pins h to 0 in every
 * state that contains it.
 */
public final class Markov {

  /** Up to so many states one dense inverse answers all channels of a chain of order 1 at once. */
  private static final int DENSE_STATES = 600;

  public static final int MOST_ORDER = 4;

  private Markov() {}

  /**
   * Fits a chain.
   *
   * @param order 1 to 4
   * @throws IllegalArgumentException for another order
   */
  public static MarkovFit fit(PathTable table, int order) {
    if (order < 1 || order > MOST_ORDER) {
      throw new IllegalArgumentException(
          "There is no markov model of order "
              + order
              + ": a state remembers 1 to "
              + MOST_ORDER
              + " channels. Choose an order from 1 to "
              + MOST_ORDER
              + ".");
    }
    Chain chain = ChainBuilder.build(table, order);
    int channels = table.channels().size();
    if (order == 1 && chain.states() <= DENSE_STATES) {
      return DenseRemoval.fit(chain, table.channels());
    }
    double[] effects = new double[channels];
    SparseSolver solver = new SparseSolver(chain);
    double probability = chain.fromStart(solver.solve(new BitSet()));
    double residual = solver.residual();
    for (int channel = 0; channel < channels && probability > 0; channel++) {
      BitSet removed = chain.statesWith(channel);
      double without = chain.fromStart(solver.solve(removed));
      residual = Math.max(residual, solver.residual());
      effects[channel] = removed.isEmpty() ? 0 : Math.max(0, 1 - without / probability);
    }
    return new MarkovFit(order, table.channels(), effects, probability, chain.states(), residual);
  }
}
