package dev.tributary.benchmarks;

import dev.tributary.benchmarks.BatchPlatform.Timing;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.lake.LakeSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/**
 * The nightly batch beside DuckDB and beside Spark's own windows on the same rows, in turn, in one
 * warm process; and beside itself: one day of sixty, uneven persons, ten times the events.
 */
public final class BatchBenchmark {

  private final Path scratch;
  private final Consumer<String> progress;
  private final long events;
  private final int rounds;

  private BatchBenchmark(Path scratch, Consumer<String> progress, long events, int rounds) {
    this.scratch = scratch;
    this.progress = progress;
    this.events = events;
    this.rounds = rounds;
  }

  /** Events of the largest night in the published figures. */
  public static final long EVENTS = 300_000;

  /** Enough to see that all is well. */
  public static final long FEW_EVENTS = 20_000;

  /** What compilers of both sides need until a sweep's time stays as it is. */
  private static final int SWEEPS_TO_WARM = 3;

  /** A sweep is short beside a night, so that more of them fit into a round. */
  private static final int SWEEPS_A_ROUND = 3;

  /** Medians of five rounds, after one that warms up. */
  public static BatchBenchmark full(Path scratch, Consumer<String> progress, long events) {
    return new BatchBenchmark(scratch, progress, events, 5);
  }

  /** The same with one round. */
  public static BatchBenchmark quick(Path scratch, Consumer<String> progress, long events) {
    return new BatchBenchmark(scratch, progress, events, 1);
  }

  /**
   * All rows.
   *
   * @throws IllegalStateException when a peer comes to another answer, or what is restated to
   *     another credit than a full recompute
   */
  public List<Comparison> run() throws IOException {
    int cores = Runtime.getRuntime().availableProcessors();
    try (SparkSession spark =
            LakeSession.builder("tributary-bench", scratch)
                .master("local[" + cores + "]")
                .getOrCreate();
        DuckPeer duck = new DuckPeer(scratch, cores)) {
      Sides sides = new Sides(new BatchPlatform(spark, scratch), duck, spark);
      List<Comparison> rows = new ArrayList<>(runs(sides));
      rows.addAll(sweeps(sides));
      return rows;
    }
  }

  /** Who is measured. */
  private record Sides(BatchPlatform ours, DuckPeer duck, SparkSession spark) {}

  private List<Comparison> runs(Sides sides) {
    BatchPlatform ours = sides.ours();
    DataDirectory even = ours.holding(persons(events, BatchRows.Persons.EVEN).rows(sides.spark()));
    DataDirectory uneven =
        ours.holding(persons(events, BatchRows.Persons.ZIPF).rows(sides.spark()));
    DataDirectory tenth =
        ours.holding(persons(events / 10, BatchRows.Persons.EVEN).rows(sides.spark()));
    String raw = "read_parquet('" + even.table("raw_events") + "/*.parquet')";
    Timings layout = new Timings();
    Timings whole = new Timings();
    Timings ducksLayout = new Timings();
    Timings ducksWhole = new Timings();
    Timings restated = new Timings();
    Timings skewed = new Timings();
    Timings small = new Timings();
    for (int round = 0; round <= rounds; round++) { // The first warms up.
      progress.accept("nightly runs, round " + round + " of " + rounds);
      DataDirectory data = ours.fresh(even);
      Timing full = ours.run(data, BatchPlatform.FIRST, BatchPlatform.LAST);
      layout.add(full.layoutSeconds());
      whole.add(full.seconds());
      ducksLayout.add(seconds(() -> sides.duck().layOut(raw)));
      ducksWhole.add(seconds(() -> sides.duck().endToEnd(raw)));
      if (round == 0) {
        PeerTotals.requireEqual("DuckDB", ours.published(data, full), sides.duck().published());
      }
      restated.add(restate(sides, data));
      skewed.add(alone(ours, uneven));
      small.add(alone(ours, tenth));
      if (round == 0) {
        requireRestatedIsRecomputed(ours, data);
      }
      ours.remove(data);
    }
    return List.of(
        faster(
            "7",
            "layout: distinct, channels, persons, journeys, written",
            layout.median(),
            ducksLayout.median(),
            0.5),
        faster(
            "7",
            "end to end: raw log to checked and published credit",
            whole.median(),
            ducksWhole.median(),
            0.5),
        faster(
            "9",
            "one day of sixty restated after late events, beside a full recompute",
            restated.median(),
            whole.median(),
            1 / 0.15),
        faster(
            "12",
            "end to end with zipf persons, one of them with a tenth of the touches, beside even"
                + " ones",
            skewed.median(),
            whole.median(),
            1 / 1.5),
        growth(whole.median(), small.median()));
  }

  private static BatchRows persons(long events, BatchRows.Persons clickers) {
    return new BatchRows(events, events / 8, clickers);
  }

  private static double alone(BatchPlatform ours, DataDirectory base) {
    DataDirectory data = ours.fresh(base);
    double seconds = ours.run(data, BatchPlatform.FIRST, BatchPlatform.LAST).seconds();
    ours.remove(data);
    return seconds;
  }

  /** Events come late for one day in the middle, which is run again. */
  private double restate(Sides sides, DataDirectory data) {
    LocalDate day = BatchPlatform.FIRST.plusDays(30);
    long late = Math.max(10, events / 1_000);
    sides
        .ours()
        .append(data, persons(events, BatchRows.Persons.EVEN).late(sides.spark(), late, 30));
    return sides.ours().run(data, day, day).seconds();
  }

  private static void requireRestatedIsRecomputed(BatchPlatform ours, DataDirectory restated) {
    DataDirectory fresh = ours.fresh(restated);
    Timing fromKept = ours.run(restated, BatchPlatform.FIRST, BatchPlatform.LAST);
    Timing recomputed = ours.run(fresh, BatchPlatform.FIRST, BatchPlatform.LAST);
    if (!ours.sameCredit(restated, fromKept, fresh, recomputed)) {
      throw new IllegalStateException(
          "The credit from journeys that were kept is another than that of a full recompute.");
    }
    ours.remove(fresh);
  }

  private List<Comparison> sweeps(Sides sides) {
    progress.accept("sweep over laid-out data, beside DuckDB and Spark SQL");
    DataDirectory data =
        sides.ours().holding(persons(events, BatchRows.Persons.EVEN).rows(sides.spark()));
    sides.ours().run(data, BatchPlatform.FIRST, BatchPlatform.LAST);
    sides.duck().layOut("read_parquet('" + data.table("raw_events") + "/*.parquet')");
    SparkPeer windows = new SparkPeer(sides.spark(), sides.duck());
    PeerTotals.requireEqual("DuckDB", sides.ours().sweep(data), sides.duck().sweep());
    PeerTotals.requireEqual("Spark SQL", sides.ours().sweep(data), windows.sweep());
    for (int round = 0; round < SWEEPS_TO_WARM; round++) {
      sides.ours().sweep(data);
      sides.duck().sweep();
      windows.sweep();
    }
    Timings mine = new Timings();
    Timings ducks = new Timings();
    Timings sparks = new Timings();
    for (int round = 0; round <= SWEEPS_A_ROUND * rounds; round++) {
      mine.add(seconds(() -> sides.ours().sweep(data)));
      ducks.add(seconds(() -> sides.duck().sweep()));
      sparks.add(seconds(windows::sweep));
    }
    return List.of(
        faster(
            "7", "sweep of six rule models over laid-out data", mine.median(), ducks.median(), 0.8),
        faster("8", "the same sweep, beside Spark SQL windows", mine.median(), sparks.median(), 5));
  }

  private static Comparison growth(double whole, double tenth) {
    double times = whole / tenth;
    return new Comparison(
        "16",
        "end to end, times of so many events against a tenth of them",
        whole,
        tenth,
        "s",
        times,
        "<= 11x",
        times <= 11);
  }

  private static Comparison faster(
      String bar, String what, double ours, double peer, double bound) {
    double ratio = peer / ours;
    return new Comparison(
        bar, what, ours, peer, "s", ratio, ">= %.2fx".formatted(bound), ratio >= bound);
  }

  private static double seconds(Runnable work) {
    long begin = System.nanoTime();
    work.run();
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Seconds of each round; the first, which warms up, does not count. */
  private static final class Timings {
    private final List<Double> rounds = new ArrayList<>();

    void add(double seconds) {
      rounds.add(seconds);
    }

    double median() {
      double[] counted = rounds.stream().skip(1).mapToDouble(Double::doubleValue).toArray();
      Arrays.sort(counted);
      return counted[counted.length / 2];
    }
  }
}
