package dev.tributary.core.attribution.paths;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects paths; every name is kept once. */
public final class PathTableBuilder {

  private final Map<String, Integer> ids = new HashMap<>();
  private int[] steps = new int[1024];
  private int[] ends = new int[256];
  private double[] conversions = new double[256];
  private double[] values = new double[256];
  private double[] nulls = new double[256];
  private int paths;
  private int touches;

  /** Adds one touch to the path that is being told. */
  public PathTableBuilder touch(String channel) {
    if (touches == steps.length) {
      steps = Arrays.copyOf(steps, touches * 2);
    }
    Integer id = ids.get(channel);
    if (id == null) {
      id = ids.size();
      ids.put(channel, id);
    }
    steps[touches++] = id;
    return this;
  }

  /** Ends the path. */
  public PathTableBuilder end(double converted, double value, double notConverted) {
    if (paths == ends.length) {
      int room = paths * 2;
      ends = Arrays.copyOf(ends, room);
      conversions = Arrays.copyOf(conversions, room);
      values = Arrays.copyOf(values, room);
      nulls = Arrays.copyOf(nulls, room);
    }
    ends[paths] = touches;
    conversions[paths] = converted;
    values[paths] = value;
    nulls[paths] = notConverted;
    paths++;
    return this;
  }

  /**
   * The table: channel ids in alphabetical order, each distinct path once, and no trace of the
   * order in which they were added. The builder is spent.
   */
  public PathTable build() {
    List<String> names = new ArrayList<>(ids.keySet());
    names.sort(null);
    int[] rank = new int[names.size()];
    for (int i = 0; i < rank.length; i++) {
      rank[ids.get(names.get(i))] = i;
    }
    int[] ranked = new int[touches];
    for (int i = 0; i < touches; i++) {
      ranked[i] = rank[steps[i]];
    }
    return new PathTable(
            names,
            Arrays.copyOf(ends, paths),
            ranked,
            Arrays.copyOf(conversions, paths),
            Arrays.copyOf(values, paths),
            Arrays.copyOf(nulls, paths))
        .distinct();
  }
}
