package dev.tributary.core.attribution.comparison;

import dev.tributary.core.attribution.paths.PathTable;
import dev.tributary.core.attribution.shapley.RateGame;
import dev.tributary.core.config.Quoted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The rate game: the totals shared by φ, or φ alone where shares make no sense. */
record RatePathModel() implements PathModel {

  private static final String WIRE = "shapley_rate";

  @Override
  public String wire() {
    return WIRE;
  }

  @Override
  public PathTable prepared(PathTable table) {
    return RareChannels.grouped(table, RateGame.MOST_CHANNELS);
  }

  @Override
  public ModelAnswer credit(PathTable given) {
    PathTable table = prepared(given);
    List<String> notes = new ArrayList<>();
    if (table != given) {
      notes.add(RareChannels.sentence(WIRE, given, table));
    }
    double[] values = RateGame.values(table);
    if (Arrays.stream(values).allMatch(phi -> phi == 0) && table.totalConversions() > 0) {
      notes.add(
          WIRE
              + ": phi is zero for every channel (no path touches them all, and they gain alike),"
              + " so the conversions can't be shared by it: phi is given alone, as weight.");
      return new ModelAnswer(alone(table, values), notes);
    }
    List<String> negative = new ArrayList<>();
    for (int channel = 0; channel < values.length; channel++) {
      if (values[channel] < 0) {
        negative.add(Quoted.shortened(table.channels().get(channel)));
      }
    }
    if (negative.isEmpty()) {
      double[] shares = Shares.ofSum(values);
      notes.addAll(Shares.notes(WIRE, table, shares));
      return new ModelAnswer(Shares.lines(WIRE, table, shares, values), notes);
    }
    notes.add(
        WIRE
            + ": phi is negative for "
            + String.join(", ", negative)
            + " (paths with it convert less often than the same channels without it), so the"
            + " conversions can't be shared by it: phi is given alone, as weight.");
    return new ModelAnswer(alone(table, values), notes);
  }

  private static List<CreditLine> alone(PathTable table, double[] values) {
    List<CreditLine> lines = new ArrayList<>();
    for (int channel = 0; channel < values.length; channel++) {
      String name = table.channels().get(channel);
      lines.add(new CreditLine(WIRE, name, null, null, null, values[channel]));
    }
    return lines;
  }
}
