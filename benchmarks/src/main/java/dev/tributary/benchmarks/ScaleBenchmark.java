package dev.tributary.benchmarks;

import dev.tributary.core.config.DataDirectory;
import dev.tributary.lake.Lake;
import dev.tributary.lake.LakeSession;
import dev.tributary.lake.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Whole nights of very many events on a small cluster: how long, how much memory, how both grow
 * with ten times the events, and what uneven persons add.
 */
public final class ScaleBenchmark {

  private static final long GIB = 1L << 30;
  private static final double MOST_GIB = 8;
  private static final int DAY_IN_THE_MIDDLE = BatchRows.DAYS / 2;

  private final Path scratch;
  private final SubmittedNight nights;
  private final Consumer<String> progress;
  private final long events;

  /**
   * @param scratch folder for the raw logs and all that is made of them
   * @param events of the larger run; the smaller has a tenth of them
   */
  public ScaleBenchmark(
      Path scratch, SubmittedNight nights, Consumer<String> progress, long events) {
    this.scratch = scratch;
    this.nights = nights;
    this.progress = progress;
    this.events = events;
  }

  /** One of the nights that are run. */
  public enum Night {
    /** A tenth of the events, even persons. */
    TENTH,
    /** All events, even persons. */
    EVEN,
    /** One day of that night again, after events came late for it. */
    DAY,
    /** All events, one person with a tenth of them, the others by Zipf's law. */
    ZIPF
  }

  /** Rows of what these nights tell; what else they took goes to progress. */
  public List<Comparison> run(Set<Night> wanted) throws IOException, InterruptedException {
    Map<Night, NightFigures> took = new EnumMap<>(Night.class);
    for (Night night : Night.values()) {
      if (night != Night.DAY && (wanted.contains(night) || isFollowed(night, wanted))) {
        took.putAll(night(night, wanted));
      }
    }
    List<Comparison> rows = new ArrayList<>();
    took.forEach(
        (night, figures) -> rows.add(memory("memory of all processes, " + named(night), figures)));
    if (took.containsKey(Night.DAY)) {
      rows.add(
          times(
              "9",
              "one day of sixty restated after late events, beside a whole night",
              took.get(Night.DAY),
              took.get(Night.EVEN),
              0.15));
    }
    if (took.keySet().containsAll(Set.of(Night.TENTH, Night.EVEN))) {
      rows.add(
          times(
              "16",
              "a whole night, times of a tenth of the events",
              took.get(Night.EVEN),
              took.get(Night.TENTH),
              11));
    }
    if (took.keySet().containsAll(Set.of(Night.ZIPF, Night.EVEN))) {
      rows.add(
          times(
              "12",
              "a whole night of zipf persons, one with a tenth of the events, beside even persons",
              took.get(Night.ZIPF),
              took.get(Night.EVEN),
              1.5));
    }
    return rows;
  }

  private static boolean isFollowed(Night night, Set<Night> wanted) {
    return night == Night.EVEN && wanted.contains(Night.DAY);
  }

  private long eventsOf(Night night) {
    return night == Night.TENTH ? events / 10 : events;
  }

  private String named(Night night) {
    return eventsOf(night)
        + " events, "
        + switch (night) {
          case TENTH, EVEN -> "even persons";
          case DAY -> "one day again";
          case ZIPF -> "zipf persons";
        };
  }

  /** A night and, where it is wanted, the one that follows it on its tables. */
  private Map<Night, NightFigures> night(Night night, Set<Night> wanted)
      throws IOException, InterruptedException {
    progress.accept(named(night) + ": writing the raw log");
    long count = eventsOf(night);
    BatchRows rows =
        new BatchRows(
            count,
            Math.max(1, count / 8),
            night == Night.ZIPF ? BatchRows.Persons.ZIPF : BatchRows.Persons.EVEN);
    DataDirectory data = new DataDirectory(scratch.resolve("scale-" + night));
    FileUtils.deleteDirectory(data.root().toFile()); // Of a measurement that was broken off.
    append(data, rows::rows);
    Map<Night, NightFigures> took = new EnumMap<>(Night.class);
    took.put(night, published(night, data, BatchPlatform.FIRST, BatchPlatform.LAST));
    sizes(data, count);
    if (isFollowed(night, wanted)) {
      append(data, spark -> rows.late(spark, Math.max(10, count / 1_000), DAY_IN_THE_MIDDLE));
      LocalDate day = BatchPlatform.FIRST.plusDays(DAY_IN_THE_MIDDLE);
      took.put(Night.DAY, published(Night.DAY, data, day, day));
    }
    FileUtils.deleteDirectory(data.root().toFile());
    return took;
  }

  private NightFigures published(Night night, DataDirectory data, LocalDate from, LocalDate to)
      throws IOException, InterruptedException {
    progress.accept(named(night) + ": publishing " + from + " to " + to);
    NightFigures took = nights.run(data.root(), from, to);
    progress.accept(named(night) + ": " + sentence(took, eventsOf(night)));
    return took;
  }

  private void sizes(DataDirectory data, long count) {
    for (Table table :
        List.of(
            Table.RAW_EVENTS,
            Table.TIMELINE,
            Table.IDENTITY_COMPONENTS,
            Table.JOURNEYS,
            Table.TOUCHPOINTS,
            Table.CREDITS_FINAL)) {
      Path folder = data.table(table.tableName());
      if (folder.toFile().isDirectory()) {
        progress.accept(
            "  %s: %.1f bytes an event"
                .formatted(
                    table.tableName(),
                    (double) FileUtils.sizeOfDirectory(folder.toFile()) / count));
      }
    }
  }

  /** In a session that ends before the night begins. */
  private void append(DataDirectory data, Function<SparkSession, Dataset<Row>> rows)
      throws IOException {
    try (SparkSession spark =
        LakeSession.builder("tributary-bench", scratch.resolve("spark")).getOrCreate()) {
      Lake lake = new Lake(spark, data.lake());
      lake.createTables();
      lake.append(Table.RAW_EVENTS, rows.apply(spark));
    }
  }

  private static String sentence(NightFigures took, long count) {
    return ("%.1f s, %.1f s of processor time (%.0f µs an event), %.2f GiB peak memory of %d"
            + " processes (largest %.2f), %d tasks, %.0f bytes shuffled and %.0f spilled an event,"
            + " peaks of a task's structures at most %.0f MiB in all")
        .formatted(
            took.seconds(),
            took.processorSeconds(),
            took.processorSeconds() * 1e6 / count,
            (double) took.peakBytes() / GIB,
            took.processes(),
            (double) took.largestBytes() / GIB,
            took.tasks(),
            (double) took.shuffledBytes() / count,
            (double) took.spilledBytes() / count,
            took.peakTaskBytes() / (double) (1 << 20));
  }

  private static Comparison memory(String what, NightFigures took) {
    double gib = (double) took.peakBytes() / GIB;
    return new Comparison(
        "scale", what, gib, null, "GiB", MOST_GIB / gib, "<= 8 GiB", gib <= MOST_GIB);
  }

  private static Comparison times(
      String bar, String what, NightFigures ours, NightFigures peer, double most) {
    double times = ours.seconds() / peer.seconds();
    return new Comparison(
        bar, what, ours.seconds(), peer.seconds(), "s", times, "<= " + most + "x", times <= most);
  }
}
