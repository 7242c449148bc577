package dev.tributary.core.attribution.comparison;

import dev.tributary.core.attribution.paths.PathTable;
import java.util.ArrayList;
import java.util.List;

/** Adds up what the touches of each path earn, for models that look at one path at a time. */
final class WeightedPaths {

  private final double[] conversions;
  private final double[] values;
  private final PathTable table;

  WeightedPaths(PathTable table) {
    this.table = table;
    this.conversions = new double[table.channels().size()];
    this.values = new double[table.channels().size()];
  }

  /** Splits a path's conversions and value by integer weights, one a touch. */
  void add(int path, long[] weights, long sum) {
    for (int touch = 0; touch < table.touches(path); touch++) {
      int channel = table.channel(path, touch);
      conversions[channel] += table.conversions(path) * weights[touch] / sum;
      values[channel] += table.value(path) * weights[touch] / sum;
    }
  }

  /** Lines whose weight is the share of the conversions. */
  ModelAnswer answer(String model) {
    double[] shares = Shares.ofSum(conversions);
    List<CreditLine> lines = new ArrayList<>();
    for (int channel = 0; channel < conversions.length; channel++) {
      lines.add(
          new CreditLine(
              model,
              table.channels().get(channel),
              null,
              conversions[channel],
              values[channel],
              shares[channel]));
    }
    return new ModelAnswer(lines, List.of());
  }
}
