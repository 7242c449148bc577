package dev.tributary.core.attribution.shapley;

import dev.tributary.core.attribution.ExactSum;
import dev.tributary.core.attribution.paths.PathTable;

/**
 * The game in which a set of channels is worth the conversion rate of the paths whose channels are
 * exactly that set, and nothing where there is no such path (Shao and Li 2011, "Data-driven
 * multi-touch attribution models", with all orders of coalition).
 */
public final class RateGame {

  /** Of so many channels every set has its own place in memory. */
  public static final int MOST_CHANNELS = 20;

  /** Relative: rates and the shares of orders are each known to a few times 2^-53. */
  private static final double ROUNDING = 1e-14;

  private RateGame() {}

  /**
   * φ by channel, as a rate; negative where a channel goes with fewer conversions. It is what the
   * channel adds to sets less what it takes from them; a difference below 10^-14 of the two is
   * their rounding, and zero, however small the rates themselves are.
   *
   * @throws IllegalArgumentException for more than {@link #MOST_CHANNELS} channels
   */
  public static double[] values(PathTable table) {
    int n = table.channels().size();
    if (n > MOST_CHANNELS) {
      throw new IllegalArgumentException(
          "The rate game is exact up to "
              + MOST_CHANNELS
              + " channels, and here are "
              + n
              + ": their sets can't all be counted. Group the rarest first.");
    }
    double[] worth = worth(table, n);
    double[] orders = new double[n];
    for (int size = 0; size < n; size++) {
      orders[size] = orders(n, size);
    }
    double[] values = new double[n];
    for (int channel = 0; channel < n; channel++) {
      values[channel] = value(channel, worth, orders);
    }
    return values;
  }

  private static double value(int channel, double[] worth, double[] orders) {
    ExactSum added = new ExactSum();
    ExactSum taken = new ExactSum();
    for (int set = 1; set < worth.length; set++) {
      if (worth[set] > 0) {
        int size = Integer.bitCount(set);
        if ((set >> channel & 1) == 1) {
          added.add(worth[set] * orders[size - 1]);
        } else {
          taken.add(worth[set] * orders[size]);
        }
      }
    }
    double value = added.sum() - taken.sum();
    return Math.abs(value) <= ROUNDING * (added.sum() + taken.sum()) ? 0 : value;
  }

  /** v(S) by the bits of S. */
  private static double[] worth(PathTable table, int n) {
    double[] converted = new double[1 << n];
    double[] all = new double[1 << n];
    for (int path = 0; path < table.paths(); path++) {
      int set = 0;
      for (int touch = 0; touch < table.touches(path); touch++) {
        set |= 1 << table.channel(path, touch);
      }
      converted[set] += table.conversions(path);
      all[set] += table.conversions(path) + table.nulls(path);
    }
    for (int set = 0; set < all.length; set++) {
      converted[set] = all[set] > 0 ? converted[set] / all[set] : 0;
    }
    return converted;
  }

  /** |S|!(n−|S|−1)!/n!: the share of all orders in which exactly S comes before a channel. */
  private static double orders(int n, int size) {
    double choose = 1;
    for (int i = 1; i <= size; i++) {
      choose = choose * (n - i) / i;
    }
    return 1 / (n * choose);
  }
}
