package dev.tributary.batch;

import static org.apache.spark.sql.functions.col;

import dev.tributary.batch.publish.Publisher;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.event.EventRow;
import dev.tributary.core.view.AwaitingRestatement;
import dev.tributary.core.view.AwaitingRestatement.Waiting;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Lake;
import dev.tributary.lake.RawEventRow;
import dev.tributary.lake.Storage;
import dev.tributary.lake.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A data directory with real Delta tables, and a batch layer on it, on 10 November 2026. */
public final class BatchWorld {

  public static final Clock MORNING =
      Clock.fixed(Instant.parse("2026-11-10T03:00:00Z"), ZoneOffset.UTC);

  /** The tests' journeys are few: one bucket, and nothing would be kept by default. */
  public static final Config KEEPING =
      Config.defaults().with("batch.buckets", "1").with("batch.keep_from_events", "0");

  public final Config config = Config.defaults();

  public final DataDirectory data;
  public final Lake lake;
  private final Map<Long, Long> numbers = new HashMap<>();
  private long offset;
  private long numbered;

  public BatchWorld(Path root) {
    this(root, 0);
  }

  /** A data directory whose raw log holds that many events already. */
  public BatchWorld(Path root, long arrived) {
    data = new DataDirectory(root);
    lake = new Lake(TestSpark.session(), data.lake());
    offset = arrived;
    numbered = arrived;
  }

  /**
   * Lets events into the raw log, in one commit. Here the collector numbers them as they come; one
   * that comes again keeps its number.
   */
  public void arrive(EventRow... events) {
    arriveAsNumbered(
        Stream.of(events)
            .map(
                event ->
                    Arrivals.numbered(
                        event, numbers.computeIfAbsent(event.sequence(), first -> ++numbered)))
            .toArray(EventRow[]::new));
  }

  /** The same, of events whose own numbers matter. */
  void arriveAsNumbered(EventRow... events) {
    if (!Files.exists(data.lake())) {
      copyEmptyTables();
    }
    List<RawEventRow> rows =
        Stream.of(events)
            .map(
                event ->
                    new RawEventRow(
                        event,
                        new Storage(
                            event.receivedAt(),
                            Storage.COLLECTOR,
                            "{}",
                            "events",
                            0,
                            offset++,
                            "test-1")))
            .toList();
    lake.append(Table.RAW_EVENTS, RawEventRow.table(lake.spark(), rows));
  }

  /** So many events the collector numbers next, and they never come. */
  void lose(int events) {
    numbered += events;
  }

  /** Creating nine tables takes longer than most tests; a copy of empty ones is the same. */
  private void copyEmptyTables() {
    try {
      FileUtils.copyDirectory(TestSpark.emptyTables().toFile(), data.lake().toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public BatchSummary run(BatchRequest request, Config config) {
    return new NightlyBatch(lake.spark(), data, config, MORNING, Step.Listener.NONE).run(request);
  }

  public BatchSummary run(BatchRequest request) {
    return batch(Step.Listener.NONE).run(request);
  }

  public NightlyBatch batch(Step.Listener listener) {
    return new NightlyBatch(lake.spark(), data, config, MORNING, listener);
  }

  public NightlyBatch at(Clock clock) {
    return new NightlyBatch(lake.spark(), data, config, clock, Step.Listener.NONE);
  }

  public PublicationNote note() {
    return new Publisher(lake).current();
  }

  /** Credit by channel of one model of a day, as a report reads it. */
  public Map<String, Long> micros(LocalDate day, String model) {
    Map<String, Long> byChannel = new TreeMap<>();
    cells(day)
        .where(col("model").equalTo(model))
        .collectAsList()
        .forEach(
            row ->
                byChannel.merge(row.getAs("channel"), row.<Long>getAs("credit_micros"), Long::sum));
    return byChannel;
  }

  public Dataset<Row> cells(LocalDate day) {
    return lake.read(Table.ATTRIBUTION).where(col("day").equalTo(day));
  }

  /** The rows of a table that belong to the publications current for the days they are of. */
  public Dataset<Row> current(Table table, String dayColumn) {
    Dataset<Row> rows = lake.read(table);
    List<String> named =
        note().days().entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList();
    return rows.where(
        org.apache
            .spark
            .sql
            .functions
            .concat_ws(" ", col(dayColumn), col("publication_id"))
            .isInCollection(named));
  }

  /** What the summary of late conversions says. */
  public List<AwaitingRestatement> awaitingRestatement() {
    lake.read(Table.RAW_EVENTS).createOrReplaceTempView("raw_events");
    current(Table.CONVERSIONS, "conversion_day").createOrReplaceTempView("conversions");
    String boundary = "TIMESTAMP'" + note().boundary().instant() + "'";
    return AwaitingRestatement.byDay(
        lake.spark().sql(AwaitingRestatement.query(boundary, "EUR")).collectAsList().stream()
            .map(
                row ->
                    new Waiting(
                        row.getTimestamp(0).toInstant(),
                        row.getString(1),
                        row.getLong(2),
                        row.getBoolean(3)))
            .toList(),
        ZoneOffset.UTC);
  }

  public Map<Table, Long> versions() {
    Map<Table, Long> versions = new TreeMap<>();
    for (Table table : Table.values()) {
      versions.put(table, lake.version(table));
    }
    return versions;
  }

  public static LocalDate november(int day) {
    return LocalDate.of(2026, 11, day);
  }
}
