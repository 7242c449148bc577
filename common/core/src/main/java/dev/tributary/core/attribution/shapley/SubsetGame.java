package dev.tributary.core.attribution.shapley;

import dev.tributary.core.attribution.ExactSum;
import dev.tributary.core.attribution.paths.PathTable;

/**
 * The game in which a set of channels is worth the conversions of all paths that need no other
 * channel. Its Shapley value has a closed form: every path is shared equally by its distinct
 * channels (Zhao, Mahboobi, Bagheri 2018, "Shapley value methods for attribution modeling in online
 * advertising").
 */
public final class SubsetGame {

  private SubsetGame() {}

  /** φ by channel, in conversions; they sum to all conversions. */
  public static double[] values(PathTable table) {
    ExactSum[] values = ExactSum.zeros(table.channels().size());
    for (int path = 0; path < table.paths(); path++) {
      int[] distinct = table.distinctChannels(path);
      for (int channel : distinct) {
        values[channel].add(table.conversions(path) / distinct.length);
      }
    }
    return ExactSum.values(values);
  }

  /**
   * φ by channel and position, counted from 0: what a channel earns on a path is shared equally by
   * the positions at which it stands there. A channel's row is as long as its last position.
   */
  public static double[][] valuesByPosition(PathTable table) {
    double[][] values = rows(table);
    int[] count = new int[values.length];
    for (int path = 0; path < table.paths(); path++) {
      int[] distinct = table.distinctChannels(path);
      for (int channel : distinct) {
        count[channel] = 0;
      }
      for (int touch = 0; touch < table.touches(path); touch++) {
        count[table.channel(path, touch)]++;
      }
      for (int touch = 0; touch < table.touches(path); touch++) {
        int channel = table.channel(path, touch);
        values[channel][touch] +=
            table.conversions(path) / ((double) distinct.length * count[channel]);
      }
    }
    return values;
  }

  private static double[][] rows(PathTable table) {
    int[] lengths = new int[table.channels().size()];
    for (int path = 0; path < table.paths(); path++) {
      for (int touch = 0; touch < table.touches(path); touch++) {
        int channel = table.channel(path, touch);
        lengths[channel] = Math.max(lengths[channel], touch + 1);
      }
    }
    double[][] rows = new double[lengths.length][];
    for (int channel = 0; channel < lengths.length; channel++) {
      rows[channel] = new double[lengths[channel]];
    }
    return rows;
  }
}
