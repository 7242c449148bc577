package dev.tributary.core.attribution.paths;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Paths of channels with how often each converted, what that was worth and how often it did not
 * convert. Kept in columns: about 50 bytes a path of five touches. Immutable. As it is built, each
 * distinct path is there once, in an order of its own.
 */
public final class PathTable {

  private final List<String> channels;
  private final int[] ends;
  private final int[] steps;
  private final double[] conversions;
  private final double[] values;
  private final double[] nulls;

  /**
   * Takes the arrays as they are.
   *
   * @param channels names, sorted; an index into them is a channel's id
   * @param ends where each path ends in {@code steps}, exclusive; it begins where the one before
   *     ends
   * @param steps channel ids of all paths, one after the other
   */
  PathTable(
      List<String> channels,
      int[] ends,
      int[] steps,
      double[] conversions,
      double[] values,
      double[] nulls) {
    this.channels = List.copyOf(channels);
    this.ends = ends;
    this.steps = steps;
    this.conversions = conversions;
    this.values = values;
    this.nulls = nulls;
  }

  /** Names in the order of their ids, which is alphabetical, so that row order never matters. */
  public List<String> channels() {
    return channels;
  }

  public int paths() {
    return ends.length;
  }

  /** How many touches the path has; at least one. */
  public int touches(int path) {
    return ends[path] - begin(path);
  }

  /** The channel id of a touch, counted from 0. */
  public int channel(int path, int touch) {
    return steps[begin(path) + touch];
  }

  /** The channel ids of a path, ascending, each once. */
  public int[] distinctChannels(int path) {
    return Arrays.stream(steps, begin(path), ends[path]).sorted().distinct().toArray();
  }

  public double conversions(int path) {
    return conversions[path];
  }

  /** What all the path's conversions together were worth. */
  public double value(int path) {
    return values[path];
  }

  /** How many journeys took the path and did not convert. */
  public double nulls(int path) {
    return nulls[path];
  }

  public double totalConversions() {
    return Arrays.stream(conversions).sum();
  }

  public double totalValue() {
    return Arrays.stream(values).sum();
  }

  /** The same paths as if every journey that did not convert were unknown. */
  public PathTable withoutNulls() {
    return new PathTable(channels, ends, steps, conversions, values, new double[ends.length]);
  }

  /**
   * The same paths with other counts, for the bootstrap; a path's value follows its conversions.
   *
   * @param draw gives a new count for a count; asked path by path, conversions before nulls
   */
  public PathTable redrawn(DoubleUnaryOperator draw) {
    double[] drawnConversions = new double[ends.length];
    double[] drawnValues = new double[ends.length];
    double[] drawnNulls = new double[ends.length];
    for (int path = 0; path < ends.length; path++) {
      double drawn = draw.applyAsDouble(conversions[path]);
      drawnConversions[path] = drawn;
      drawnValues[path] = drawn == 0 ? 0 : values[path] * (drawn / conversions[path]);
      drawnNulls[path] = draw.applyAsDouble(nulls[path]);
    }
    return new PathTable(channels, ends, steps, drawnConversions, drawnValues, drawnNulls);
  }

  /**
   * Each distinct path once, its counts summed, in an order that follows from the paths alone: no
   * sum over them hangs on how their rows came, to the last digit.
   */
  PathTable distinct() {
    Integer[] order = IntStream.range(0, ends.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, this::compare);
    int[] distinctEnds = new int[ends.length];
    int[] distinctSteps = new int[steps.length];
    double[] converted = new double[ends.length];
    double[] worth = new double[ends.length];
    double[] notConverted = new double[ends.length];
    int paths = 0;
    int end = 0;
    for (int i = 0; i < order.length; i++) {
      int row = order[i];
      if (i == 0 || byTouches(order[i - 1], row) != 0) {
        int touches = touches(row);
        System.arraycopy(steps, begin(row), distinctSteps, end, touches);
        end += touches;
        distinctEnds[paths++] = end;
      }
      converted[paths - 1] += conversions[row];
      worth[paths - 1] += values[row];
      notConverted[paths - 1] += nulls[row];
    }
    return new PathTable(
        channels,
        Arrays.copyOf(distinctEnds, paths),
        Arrays.copyOf(distinctSteps, end),
        Arrays.copyOf(converted, paths),
        Arrays.copyOf(worth, paths),
        Arrays.copyOf(notConverted, paths));
  }

  private int byTouches(int one, int other) {
    return Arrays.compare(steps, begin(one), ends[one], steps, begin(other), ends[other]);
  }

  /** By their touches, then by their counts, so that sums of them are the same, too. */
  private int compare(int one, int other) {
    int byTouches = byTouches(one, other);
    if (byTouches != 0) {
      return byTouches;
    }
    int byConversions = Double.compare(conversions[one], conversions[other]);
    if (byConversions != 0) {
      return byConversions;
    }
    int byValue = Double.compare(values[one], values[other]);
    return byValue != 0 ? byValue : Double.compare(nulls[one], nulls[other]);
  }

  /**
   * The same paths with channels put together.
   *
   * @param names of the channels after it, sorted
   * @param idAfter the new id of each old id
   */
  public PathTable renamed(List<String> names, int[] idAfter) {
    int[] renamed = Arrays.stream(steps).map(id -> idAfter[id]).toArray();
    return new PathTable(names, ends, renamed, conversions, values, nulls);
  }

  private int begin(int path) {
    return path == 0 ? 0 : ends[path - 1];
  }
}
