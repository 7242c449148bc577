package dev.tributary.benchmarks;

import dev.tributary.core.attribution.paths.PathTable;
import java.util.SplittableRandom;

/**
 * The peer of the exact solution: walks through a chain of order 1, once for all channels and once
 * with each channel removed, as the common R and Python packages estimate removal effects.
 */
final class SimulatedMarkov {

  private static final int NULL = 0;
  private static final int CONVERSION = 1;
  private static final int FIRST_CHANNEL = 2;

  private final int channels;
  private final double[][] cumulative;

  /** Counts the transitions; the last row is the start. */
  SimulatedMarkov(PathTable table) {
    this.channels = table.channels().size();
    double[][] weights = new double[channels + 1][channels + FIRST_CHANNEL];
    for (int path = 0; path < table.paths(); path++) {
      double weight = table.conversions(path) + table.nulls(path);
      int before = channels;
      for (int touch = 0; touch < table.touches(path); touch++) {
        int channel = table.channel(path, touch);
        if (channel != before) {
          weights[before][channel + FIRST_CHANNEL] += weight;
        }
        before = channel;
      }
      weights[before][CONVERSION] += table.conversions(path);
      weights[before][NULL] += table.nulls(path);
    }
    this.cumulative = weights;
    for (double[] row : cumulative) {
      for (int i = 1; i < row.length; i++) {
        row[i] += row[i - 1];
      }
    }
  }

  /** Removal effects by channel, from so many walks each. */
  double[] removalEffects(int walks, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double all = conversions(walks, -1, random);
    double[] effects = new double[channels];
    for (int channel = 0; channel < channels; channel++) {
      effects[channel] = 1 - conversions(walks, channel, random) / all;
    }
    return effects;
  }

  private double conversions(int walks, int removed, SplittableRandom random) {
    int converted = 0;
    for (int walk = 0; walk < walks; walk++) {
      int place = channels;
      while (place >= 0) {
        int next = step(cumulative[place], random);
        converted += next == CONVERSION ? 1 : 0;
        place = next - FIRST_CHANNEL == removed ? -1 : next - FIRST_CHANNEL;
      }
    }
    return converted;
  }

  private static int step(double[] row, SplittableRandom random) {
    double drawn = random.nextDouble() * row[row.length - 1];
    int next = 0;
    while (row[next] <= drawn) {
      next++;
    }
    return next;
  }
}
