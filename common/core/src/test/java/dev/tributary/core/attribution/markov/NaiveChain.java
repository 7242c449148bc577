package dev.tributary.core.attribution.markov;

import dev.tributary.core.attribution.comparison.RandomTables.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The definition read aloud: states as lists of names, mass moved step by step until it settles.
 */
record NaiveChain(Map<List<String>, Map<List<String>, Double>> weights) {

  private static final List<String> START = List.of("(start)");
  private static final List<String> CONVERSION = List.of("(conversion)");
  private static final List<String> NULL = List.of("(null)");

  static NaiveChain of(List<Row> rows, int order) {
    NaiveChain chain = new NaiveChain(new HashMap<>());
    for (Row row : rows) {
      List<String> before = START;
      for (List<String> state : states(row.path(), order)) {
        chain.add(before, state, row.conversions() + row.nulls());
        before = state;
      }
      chain.add(before, CONVERSION, row.conversions());
      chain.add(before, NULL, row.nulls());
    }
    return chain;
  }

  double removalEffect(String channel) {
    double all = probability("");
    return all == 0 ? 0 : 1 - probability(channel) / all;
  }

  private double probability(String removed) {
    double converted = 0;
    Map<List<String>, Double> mass = new HashMap<>(Map.of(START, 1.0));
    while (mass.values().stream().mapToDouble(m -> m).sum() > 1e-14 * Math.max(converted, 1e-12)) {
      Map<List<String>, Double> next = new HashMap<>();
      for (var here : mass.entrySet()) {
        Map<List<String>, Double> out = weights.getOrDefault(here.getKey(), Map.of());
        double sum = out.values().stream().mapToDouble(w -> w).sum();
        for (var step : out.entrySet()) {
          double moved = sum == 0 ? 0 : here.getValue() * step.getValue() / sum;
          if (step.getKey().equals(CONVERSION)) {
            converted += moved;
          } else if (!step.getKey().equals(NULL) && !step.getKey().contains(removed)) {
            next.merge(step.getKey(), moved, Double::sum);
          }
        }
      }
      mass = next;
    }
    return converted;
  }

  private void add(List<String> from, List<String> to, double weight) {
    weights.computeIfAbsent(from, key -> new HashMap<>()).merge(to, weight, Double::sum);
  }

  private static List<List<String>> states(List<String> path, int order) {
    if (path.size() <= order) {
      return List.of(path);
    }
    List<List<String>> states = new ArrayList<>();
    for (int i = 0; i + order <= path.size(); i++) {
      List<String> state = path.subList(i, i + order);
      if (states.isEmpty() || !states.get(states.size() - 1).equals(state)) {
        states.add(state);
      }
    }
    return states;
  }
}
