package dev.tributary.benchmarks;

import dev.tributary.core.config.DataDirectory;
import dev.tributary.lake.Lake;
import dev.tributary.lake.LakeSession;
import dev.tributary.lake.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;

/**
 * Whole nights of very many events on a small cluster: how long, how much memory, how both grow
 * with ten times the events, and what uneven persons add.
 */
public final class ScaleBenchmark {

  private static final long GIB = 1L << 30;
  private static final double MOST_GIB = 8;

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
    /** All events, one person with a tenth of them, the others by Zipf's law. */
    ZIPF
  }

  /** Rows of what these nights tell; what else they took goes to progress. */
  public List<Comparison> run(Set<Night> wanted) throws IOException, InterruptedException {
    Map<Night, NightFigures> took = new EnumMap<>(Night.class);
    for (Night night : wanted) {
      took.put(night, night(night));
    }
    List<Comparison> rows = new ArrayList<>();
    took.forEach(
        (night, figures) -> rows.add(memory("memory of all processes, " + named(night), figures)));
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

  private NightFigures night(Night night) throws IOException, InterruptedException {
    BatchRows.Persons persons =
        night == Night.ZIPF ? BatchRows.Persons.ZIPF : BatchRows.Persons.EVEN;
    return night(eventsOf(night), persons, named(night));
  }

  private long eventsOf(Night night) {
    return night == Night.TENTH ? events / 10 : events;
  }

  private String named(Night night) {
    return eventsOf(night) + " events, " + (night == Night.ZIPF ? "zipf persons" : "even persons");
  }

  private NightFigures night(long count, BatchRows.Persons persons, String name)
      throws IOException, InterruptedException {
    progress.accept(name + ": writing the raw log");
    DataDirectory data = new DataDirectory(scratch.resolve("scale-" + count + "-" + persons));
    FileUtils.deleteDirectory(data.root().toFile()); // Of a measurement that was broken off.
    write(data, new BatchRows(count, Math.max(1, count / 8), persons));
    progress.accept(name + ": publishing " + BatchRows.DAYS + " days");
    NightFigures took = nights.run(data.root(), BatchPlatform.FIRST, BatchPlatform.LAST);
    progress.accept(name + ": " + sentence(took, count));
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
    FileUtils.deleteDirectory(data.root().toFile());
    return took;
  }

  /** In a session that ends before the night begins. */
  private void write(DataDirectory data, BatchRows rows) throws IOException {
    try (SparkSession spark =
        LakeSession.builder("tributary-bench", scratch.resolve("spark")).getOrCreate()) {
      Lake lake = new Lake(spark, data.lake());
      lake.createTables();
      lake.append(Table.RAW_EVENTS, rows.rows(spark));
    }
  }

  private static String sentence(NightFigures took, long count) {
    return ("%.1f s, %.1f s of processor time (%.0f µs an event), %.2f GiB peak memory of %d"
            + " processes (largest %.2f), %d tasks, %.0f bytes shuffled and %.0f spilled an event,"
            + " at most %.0f MiB a task")
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
