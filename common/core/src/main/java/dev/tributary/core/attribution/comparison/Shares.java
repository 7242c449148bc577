package dev.tributary.core.attribution.comparison;

import dev.tributary.core.attribution.paths.PathTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Turns a share a channel into lines. */
final class Shares {

  private Shares() {}

  /**
   * Lines that split the table's totals.
   *
   * @param shares of the whole by channel, summing to 1 or all zero
   * @param weights what the model found, by channel
   */
  static List<CreditLine> lines(String model, PathTable table, double[] shares, double[] weights) {
    double conversions = table.totalConversions();
    Double value = value(table, shares);
    List<CreditLine> lines = new ArrayList<>(shares.length);
    for (int channel = 0; channel < shares.length; channel++) {
      lines.add(
          new CreditLine(
              model,
              table.channels().get(channel),
              null,
              conversions * shares[channel],
              value == null ? null : Double.valueOf(value * shares[channel]),
              weights[channel]));
    }
    return lines;
  }

  /** What there is to share out; null where there is some and all shares are zero. */
  static Double value(PathTable table, double[] shares) {
    return table.totalValue() > 0 && Arrays.stream(shares).allMatch(share -> share == 0)
        ? null
        : Double.valueOf(table.totalValue());
  }

  /** A sentence where value is left empty since no share can be had of it. */
  static List<String> notes(String model, PathTable table, double[] shares) {
    return value(table, shares) != null
        ? List.of()
        : List.of(
            model
                + ": every weight is zero (no path converted), so the value of "
                + table.totalValue()
                + " can't be shared by them and is left empty.");
  }

  /** Each part of their sum; all zero where the sum is. */
  static double[] ofSum(double[] parts) {
    double sum = 0;
    for (double part : parts) {
      sum += part;
    }
    double[] shares = new double[parts.length];
    for (int i = 0; i < parts.length && sum > 0; i++) {
      shares[i] = parts[i] / sum;
    }
    return shares;
  }
}
