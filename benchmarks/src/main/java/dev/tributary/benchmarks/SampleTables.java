package dev.tributary.benchmarks;

import dev.tributary.core.attribution.paths.PathTable;
import dev.tributary.core.attribution.paths.PathTableBuilder;
import java.util.SplittableRandom;

/** Seeded path tables. */
final class SampleTables {

  private SampleTables() {}

  /** Paths of one to ten touches over so many channels. */
  static PathTable random(int channels, int paths) {
    SplittableRandom random = new SplittableRandom(11);
    PathTableBuilder builder = new PathTableBuilder();
    for (int path = 0; path < paths; path++) {
      int touches = 1 + random.nextInt(10);
      for (int touch = 0; touch < touches; touch++) {
        builder.touch(String.format("channel %03d", random.nextInt(channels)));
      }
      int conversions = random.nextInt(10);
      builder.end(conversions, conversions * 9.99, random.nextInt(30));
    }
    return builder.build();
  }
}
