package dev.tributary.core.attribution.comparison;

import dev.tributary.core.attribution.paths.PathTable;
import dev.tributary.core.config.Quoted;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Puts the rarest channels together where a model can take only so many. */
final class RareChannels {

  /** Where a channel of the table is called so already, stars set this one apart. */
  private static final String TOGETHER = "(other)";

  private RareChannels() {}

  /** The table itself where it has at most {@code most} channels, else one with exactly those. */
  static PathTable grouped(PathTable table, int most) {
    int n = table.channels().size();
    if (n <= most) {
      return table;
    }
    double[] journeys = journeys(table);
    String together = together(table);
    List<Integer> rarestLast =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer channel) -> -journeys[channel]))
            .toList();
    String[] names = new String[n];
    for (int rank = 0; rank < n; rank++) {
      int channel = rarestLast.get(rank);
      names[channel] = rank < most - 1 ? table.channels().get(channel) : together;
    }
    List<String> kept = List.copyOf(new TreeSet<>(List.of(names)));
    int[] idAfter = IntStream.range(0, n).map(channel -> kept.indexOf(names[channel])).toArray();
    return table.renamed(kept, idAfter);
  }

  private static String together(PathTable table) {
    String name = TOGETHER;
    while (table.channels().contains(name)) {
      name += "*";
    }
    return name;
  }

  static String sentence(String model, PathTable given, PathTable grouped) {
    List<String> together =
        given.channels().stream()
            .filter(name -> !grouped.channels().contains(name))
            .map(Quoted::shortened)
            .toList();
    return model
        + ": "
        + given.channels().size()
        + " channels are more than can be told apart exactly ("
        + grouped.channels().size()
        + "), so the rarest are grouped as "
        + together(given)
        + ": "
        + String.join(", ", together)
        + ".";
  }

  /** Journeys, converting or not, that touched each channel. */
  private static double[] journeys(PathTable table) {
    double[] journeys = new double[table.channels().size()];
    for (int path = 0; path < table.paths(); path++) {
      for (int channel : table.distinctChannels(path)) {
        journeys[channel] += table.conversions(path) + table.nulls(path);
      }
    }
    return journeys;
  }
}
