package dev.tributary.core.attribution.comparison;

import dev.tributary.core.attribution.paths.PathTable;
import dev.tributary.core.config.ModelSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Percentile bootstrap (Efron 1979): journeys are drawn anew with replacement, here as one Poisson
 * count a path, and the model answers each draw; the middle 95 % of its answers is the interval.
 *
 * @param draws how many; 200 give a fair picture, 1,000 a steady one
 * @param seed of all chance: the same seed on the same rows, in any order, gives the same intervals
 */
public record Bootstrap(int draws, long seed) {

  private static final double TAIL = 0.025;

  public Bootstrap {
    if (draws < ModelSettings.FEWEST_DRAWS || draws > ModelSettings.MOST_DRAWS) {
      throw new ModelChoiceException(
          "The middle 95 %% of %d bootstrap draws can't be told. Choose a number from %d to %d."
              .formatted(draws, ModelSettings.FEWEST_DRAWS, ModelSettings.MOST_DRAWS));
    }
  }

  private record Key(String channel, Integer position) {}

  /** The answer with an interval on each line that has one in every draw. */
  ModelAnswer intervals(PathModel model, PathTable table, ModelAnswer answer) {
    // Chance is spent path by path; their order is the table's own, whatever that of the rows was.
    PathTable prepared = model.prepared(table);
    SplittableRandom random = new SplittableRandom(seed);
    Map<Key, List<Double>> drawn = new HashMap<>();
    for (int draw = 0; draw < draws; draw++) {
      PathTable redrawn = prepared.redrawn(count -> Poisson.draw(count, random));
      for (CreditLine line : model.credit(redrawn).lines()) {
        if (line.conversions() != null) {
          drawn.computeIfAbsent(key(line), key -> new ArrayList<>(draws)).add(line.conversions());
        }
      }
    }
    List<CreditLine> lines = new ArrayList<>();
    for (CreditLine line : answer.lines()) {
      List<Double> conversions = drawn.getOrDefault(key(line), List.of());
      boolean whole = line.conversions() != null && conversions.size() == draws;
      lines.add(whole ? between(line, conversions) : line);
    }
    return new ModelAnswer(lines, notes(model, answer, lines));
  }

  private CreditLine between(CreditLine line, List<Double> conversions) {
    conversions.sort(null);
    int cut = (int) Math.floor(TAIL * draws);
    return line.between(conversions.get(cut), conversions.get(draws - 1 - cut));
  }

  private static List<String> notes(PathModel model, ModelAnswer answer, List<CreditLine> lines) {
    List<String> notes = new ArrayList<>(answer.notes());
    if (lines.stream().anyMatch(line -> line.low() == null)) {
      notes.add(
          model.wire()
              + ": no interval, because in some draws (or already in the table) the model gives no"
              + " credit, only weights.");
    }
    return notes;
  }

  private static Key key(CreditLine line) {
    return new Key(line.channel(), line.position());
  }
}
