package dev.tributary.batch.raw;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import dev.tributary.batch.BatchRefusal;
import dev.tributary.core.event.EventRow;
import dev.tributary.lake.Lake;
import dev.tributary.lake.RecordEncoder;
import dev.tributary.lake.Records;
import dev.tributary.lake.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.StructField;

/**
 * raw_events at one version: what a run reads, once pinned.
 *
 * @param version of the Delta table
 * @param rows every accepted event, duplicates included
 * @param highWater how far into each Kafka partition, and which imports, the version reaches
 * @param lastReceived when the newest event was received, by the clock of who received it
 */
public record RawLog(
    long version, Dataset<Row> rows, RawHighWater highWater, Instant lastReceived) {

  static final WindowSpec ARRIVALS_OF_ONE_KEY =
      Window.partitionBy("key").orderBy("received_at", "collector_id", "sequence");

  /**
   * Pins the log.
   *
   * @param asked a version, or null for the newest
   * @throws BatchRefusal when there is no raw log, it holds no event, or no such version
   */
  public static RawLog open(Lake lake, Long asked) {
    long newest = lake.exists(Table.RAW_EVENTS) ? lake.version(Table.RAW_EVENTS) : -1;
    if (newest < 0) {
      throw nothingThere(lake.location(Table.RAW_EVENTS));
    }
    if (asked != null && asked > newest) {
      throw BatchRefusal.usage(
          "raw_events has no version " + asked + "; its versions are 0 to " + newest + ".",
          "Give one of these, or leave --raw-version out to read the newest.");
    }
    long version = asked == null ? newest : asked;
    Dataset<Row> rows = lake.readVersion(Table.RAW_EVENTS, version);
    List<Row> reached = reached(rows);
    if (reached.isEmpty() && version < newest) {
      throw BatchRefusal.usage(
          "There is nothing to publish: version " + version + " of raw_events holds no event.",
          "Give a later one, up to " + newest + ", or leave --raw-version out to read the newest.");
    }
    if (reached.isEmpty()) {
      throw nothingThere(lake.location(Table.RAW_EVENTS));
    }
    Instant lastReceived =
        reached.stream()
            .map(row -> row.getTimestamp(5).toInstant())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return new RawLog(version, rows, RawHighWater.of(version, reached), lastReceived);
  }

  /** How far a version reaches; nowhere where it holds no event. */
  public static RawHighWater highWater(Lake lake, long version) {
    return RawHighWater.of(version, reached(lake.readVersion(Table.RAW_EVENTS, version)));
  }

  public static BatchRefusal nothingThere(String location) {
    return BatchRefusal.failure(
        "There is nothing to publish: the raw log " + location + " holds no event.",
        "Name the data directory with --data if it is another one. Otherwise let events in first:"
            + " 'tributary up' takes them over HTTP, 'tributary import FILE --as ...' reads"
            + " files.");
  }

  /** One row a key: the earliest received, as core's deduplication decides. */
  public static Dataset<EventRow> distinct(Dataset<Row> rows) {
    return events(
        rows.withColumn("arrival", row_number().over(ARRIVALS_OF_ONE_KEY))
            .where(col("arrival").equalTo(1)));
  }

  /** The same of a log whose keys are known: where few came again, no other event is moved. */
  public Dataset<EventRow> distinct(RawKeys keys) {
    return keys.laterArrivals()
        .map(later -> events(rows.join(broadcast(later), RawKeys.ARRIVAL, "left_anti")))
        .orElseGet(() -> distinct(rows));
  }

  private static Dataset<EventRow> events(Dataset<Row> rows) {
    return Records.typed(withEveryColumn(rows), EventRow.class);
  }

  /** A version of the log from before a column was added has null there. */
  private static Dataset<Row> withEveryColumn(Dataset<Row> rows) {
    Set<String> known = Set.of(rows.columns());
    Dataset<Row> whole = rows;
    for (StructField field : RecordEncoder.of(EventRow.class).schema().fields()) {
      String column = Records.columnName(field.name());
      if (!known.contains(column)) {
        whole = whole.withColumn(column, lit(null).cast(field.dataType()));
      }
    }
    return whole;
  }

  /** How far it reaches into each partition and import, and when that was received. */
  private static List<Row> reached(Dataset<Row> rows) {
    return rows.groupBy(
            col("kafka_topic"),
            col("kafka_partition"),
            when(col("kafka_topic").isNull(), col("ingest_batch")).as("import_batch"))
        .agg(
            max(col("kafka_offset")).as("offset"),
            count(lit(1)).as("rows"),
            max(col("received_at")).as("last_received"))
        .collectAsList();
  }
}
