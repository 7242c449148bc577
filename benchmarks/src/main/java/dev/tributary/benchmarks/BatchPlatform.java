package dev.tributary.benchmarks;

import static org.apache.spark.sql.functions.sum;

import dev.tributary.batch.BatchRequest;
import dev.tributary.batch.BatchSummary;
import dev.tributary.batch.NightlyBatch;
import dev.tributary.batch.Step;
import dev.tributary.batch.credit.ChannelTotal;
import dev.tributary.batch.credit.JourneyTotals;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Our side: data directories with a raw log, and whole nightly runs on them. */
final class BatchPlatform {

  static final LocalDate FIRST = LocalDate.ofInstant(BatchRows.START, ZoneOffset.UTC);
  static final LocalDate LAST = FIRST.plusDays(BatchRows.DAYS - 1L);
  private static final Clock AFTERWARDS =
      Clock.fixed(Instant.parse("2026-03-10T03:00:00Z"), ZoneOffset.UTC);

  private final SparkSession spark;
  private final Path root;
  private final Config config = Config.defaults().with("batch.keep_from_events", "0");
  private int directories;

  BatchPlatform(SparkSession spark, Path root) {
    this.spark = spark;
    this.root = root;
  }

  /** How long a run took, and how much of it until journeys were laid out. */
  record Timing(double layoutSeconds, double seconds, String publicationId) {}

  /** A data directory with these rows as its raw log. */
  DataDirectory holding(Dataset<Row> rows) {
    DataDirectory data = next();
    new Lake(spark, data.lake()).createTables();
    append(data, rows);
    return data;
  }

  void append(DataDirectory data, Dataset<Row> rows) {
    new Lake(spark, data.lake()).append(Table.RAW_EVENTS, rows.coalesce(2));
  }

  /** Another data directory with the same raw log and nothing else. */
  DataDirectory fresh(DataDirectory from) {
    DataDirectory data = next();
    String raw = Table.RAW_EVENTS.tableName();
    try {
      FileUtils.copyDirectory(from.table(raw).toFile(), data.table(raw).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    new Lake(spark, data.lake()).createTables();
    return data;
  }

  void remove(DataDirectory data) {
    FileUtils.deleteQuietly(data.root().toFile());
  }

  private DataDirectory next() {
    return new DataDirectory(root.resolve("data-" + directories++));
  }

  Timing run(DataDirectory data, LocalDate from, LocalDate to) {
    long begin = System.nanoTime();
    double[] laidOut = new double[1];
    BatchSummary summary =
        new NightlyBatch(
                spark,
                data,
                config,
                AFTERWARDS,
                step -> {
                  if (step == Step.LAID_OUT) {
                    laidOut[0] = (System.nanoTime() - begin) / 1e9;
                  }
                })
            .run(BatchRequest.days(from, to));
    return new Timing(laidOut[0], (System.nanoTime() - begin) / 1e9, summary.publicationId());
  }

  /** Totals by day, channel and model from the journeys laid out there. */
  Map<String, Long> sweep(DataDirectory data) {
    Map<String, Long> totals = new TreeMap<>();
    for (ChannelTotal one : JourneyTotals.of(new Lake(spark, data.lake()), config)) {
      String cell = one.day().toEpochDay() + "|" + one.channel() + "|" + one.model();
      totals.put(cell, one.creditMicros());
      totals.put(cell + "|v", one.revenueMinor());
    }
    return totals;
  }

  /** Totals by day, channel and model of what a run published. */
  Map<String, Long> published(DataDirectory data, Timing run) {
    Map<String, Long> totals = new TreeMap<>();
    new Lake(spark, data.lake())
        .read(Table.ATTRIBUTION)
        .where("publication_id = '" + run.publicationId() + "'")
        .groupBy("day", "channel", "model")
        .agg(sum("credit_micros"), sum("revenue_minor"))
        .collectAsList()
        .forEach(
            row -> {
              long day = row.<java.sql.Date>getAs(0).toLocalDate().toEpochDay();
              String cell = day + "|" + row.getString(1) + "|" + row.getString(2);
              totals.put(cell, row.getLong(3));
              totals.put(cell + "|v", row.getLong(4));
            });
    return totals;
  }

  /** Whether two publications, each in its data directory, have the same rows of credit. */
  boolean sameCredit(DataDirectory one, Timing first, DataDirectory other, Timing second) {
    Dataset<Row> mine = credit(one, first.publicationId());
    Dataset<Row> others = credit(other, second.publicationId());
    return !mine.isEmpty() && mine.exceptAll(others).isEmpty() && others.exceptAll(mine).isEmpty();
  }

  private Dataset<Row> credit(DataDirectory data, String publicationId) {
    return new Lake(spark, data.lake())
        .read(Table.CREDITS_FINAL)
        .where("publication_id = '" + publicationId + "'")
        .drop("publication_id");
  }
}
