package dev.tributary.core.attribution.comparison;

import dev.tributary.core.attribution.ExactSum;
import dev.tributary.core.attribution.paths.PathTable;
import java.util.ArrayList;
import java.util.List;

/** Adds up what the touches of each path earn, for models that look at one path at a time. */
final class WeightedPaths {

  private final ExactSum[] conversions;
  private final ExactSum[] values;
  private final PathTable table;

  WeightedPaths(PathTable table) {
    this.table = table;
    this.conversions = ExactSum.zeros(table.channels().size());
    this.values = ExactSum.zeros(table.channels().size());
  }

  /** Splits a path's conversions and value by integer weights, one a touch. */
  void add(int path, long[] weights, long sum) {
    for (int touch = 0; touch < table.touches(path); touch++) {
      int channel = table.channel(path, touch);
      conversions[channel].add(table.conversions(path) * weights[touch] / sum);
      values[channel].add(table.value(path) * weights[touch] / sum);
    }
  }

  /** Lines whose weight is the share of the conversions. */
  ModelAnswer answer(String model) {
    double[] shares = Shares.ofSum(ExactSum.values(conversions));
    List<CreditLine> lines = new ArrayList<>();
    for (int channel = 0; channel < conversions.length; channel++) {
      lines.add(
          new CreditLine(
              model,
              table.channels().get(channel),
              null,
              conversions[channel].sum(),
              values[channel].sum(),
              shares[channel]));
    }
    return new ModelAnswer(lines, List.of());
  }
}
