package dev.tributary.core.attribution.comparison;

import dev.tributary.core.attribution.CustomWeights;
import dev.tributary.core.attribution.paths.PathTable;
import java.util.List;
import java.util.stream.IntStream;

/** The user's own weights on paths. */
record CustomPathModel(CustomWeights custom) implements PathModel {

  @Override
  public String wire() {
    return custom.wire();
  }

  @Override
  public ModelAnswer credit(PathTable table) {
    WeightedPaths paths = new WeightedPaths(table);
    for (int row = 0; row < table.paths(); row++) {
      int path = row;
      List<String> touched =
          IntStream.range(0, table.touches(path))
              .mapToObj(touch -> table.channels().get(table.channel(path, touch)))
              .toList();
      long[] weights = new long[touched.size()];
      paths.add(path, weights, custom.fill(touched, weights));
    }
    return paths.answer(wire());
  }
}
