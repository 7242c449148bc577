package dev.tributary.core.attribution.markov;

import dev.tributary.core.attribution.paths.PathTable;
import java.util.Arrays;

/**
 * Counts the transitions of a path table. Everything is found by sorting, so that the chain does
 * not depend on the order of the rows.
 */
final class ChainBuilder {

  private final PathTable table;
  private final Windows coding;
  private final long[] scratch;
  private final long[] windows;
  private final SortedIndex states;
  private final long[] transitions;

  private ChainBuilder(PathTable table, int order) {
    this.table = table;
    this.coding = Windows.of(table, order);
    int longest = 0;
    for (int path = 0; path < table.paths(); path++) {
      longest = Math.max(longest, table.touches(path));
    }
    this.scratch = new long[longest];
    LongBag visited = new LongBag();
    eachPath((states, count, path) -> visited.addAll(states, count));
    this.windows = visited.distinct();
    this.states = new SortedIndex(windows);
    LongBag taken = new LongBag();
    eachPath(
        (states, count, path) -> {
          for (int i = 1; i < count; i++) {
            taken.add(transition(states[i - 1], states[i]));
          }
        });
    this.transitions = taken.distinct();
  }

  static Chain build(PathTable table, int order) {
    return new ChainBuilder(table, order).chain();
  }

  private Chain chain() {
    int n = windows.length;
    double[] begun = new double[n];
    double[] left = new double[n];
    double[] converted = new double[n];
    double[] taken = new double[transitions.length];
    SortedIndex places = new SortedIndex(transitions);
    eachPath(
        (states, count, path) -> {
          double weight = table.conversions(path) + table.nulls(path);
          begun[state(states[0])] += weight;
          converted[state(states[count - 1])] += table.conversions(path);
          for (int i = 0; i < count; i++) {
            left[state(states[i])] += weight;
          }
          for (int i = 1; i < count; i++) {
            taken[places.of(transition(states[i - 1], states[i]))] += weight;
          }
        });
    return normalised(begun, left, converted, taken);
  }

  private Chain normalised(double[] begun, double[] left, double[] converted, double[] taken) {
    int n = windows.length;
    int[] rowEnds = new int[n];
    int[] targets = new int[taken.length];
    for (int i = 0; i < taken.length; i++) {
      int from = (int) (transitions[i] / n);
      targets[i] = (int) (transitions[i] % n);
      taken[i] /= left[from];
      rowEnds[from] = i + 1;
    }
    double all = Arrays.stream(begun).sum();
    for (int state = 0; state < n; state++) {
      rowEnds[state] = Math.max(rowEnds[state], state == 0 ? 0 : rowEnds[state - 1]);
      begun[state] /= all;
      converted[state] /= left[state];
    }
    return new Chain(coding, windows, begun, rowEnds, targets, taken, converted);
  }

  private int state(long window) {
    return this.states.of(window);
  }

  private long transition(long from, long to) {
    return (long) state(from) * windows.length + state(to);
  }

  /** Paths that nobody took say nothing. */
  private void eachPath(PathVisitor visitor) {
    for (int path = 0; path < table.paths(); path++) {
      if (table.conversions(path) + table.nulls(path) > 0) {
        visitor.visit(scratch, coding.write(table, path, scratch), path);
      }
    }
  }

  private interface PathVisitor {
    void visit(long[] states, int count, int path);
  }
}
