package dev.tributary.core.attribution.comparison;

import dev.tributary.core.attribution.SubsetShares;
import dev.tributary.core.attribution.paths.PathTable;
import dev.tributary.core.attribution.shapley.SubsetGame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The subset game with each channel's positions apart; only positions that occur have a line. */
record SubsetByPosition() implements PathModel {

  @Override
  public String wire() {
    return SubsetShares.WIRE;
  }

  @Override
  public ModelAnswer credit(PathTable table) {
    double[][] values = SubsetGame.valuesByPosition(table);
    double[] all = Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
    double sum = Arrays.stream(all).sum();
    double conversions = table.totalConversions();
    Double value = Shares.value(table, all);
    List<CreditLine> lines = new ArrayList<>();
    boolean[][] occurs = occurrences(table, values);
    for (int channel = 0; channel < values.length; channel++) {
      for (int touch = 0; touch < values[channel].length; touch++) {
        if (occurs[channel][touch]) {
          double weight = values[channel][touch];
          double share = sum > 0 ? weight / sum : 0;
          String name = table.channels().get(channel);
          lines.add(
              new CreditLine(
                  wire(),
                  name,
                  touch + 1,
                  conversions * share,
                  value == null ? null : Double.valueOf(value * share),
                  weight));
        }
      }
    }
    return new ModelAnswer(lines, Shares.notes(wire(), table, all));
  }

  private static boolean[][] occurrences(PathTable table, double[][] values) {
    boolean[][] occurs = new boolean[values.length][];
    for (int channel = 0; channel < values.length; channel++) {
      occurs[channel] = new boolean[values[channel].length];
    }
    for (int path = 0; path < table.paths(); path++) {
      for (int touch = 0; touch < table.touches(path); touch++) {
        occurs[table.channel(path, touch)][touch] = true;
      }
    }
    return occurs;
  }
}
