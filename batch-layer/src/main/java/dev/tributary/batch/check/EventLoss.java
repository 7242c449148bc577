package dev.tributary.batch.check;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import dev.tributary.batch.plan.DayPlan;
import dev.tributary.batch.raw.RawLog;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Storage;
import dev.tributary.lake.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Looks for events that a collector numbered and that are in neither table: collectors count
 * without gaps, and what is refused keeps its number.
 */
public final class EventLoss {

  private static final int EXAMPLES = 5;

  /** As many numbers as a bitmap of Spark's has bits: 32,768. */
  private static final String BLOCK = "block";

  /** The last number of the block ahead. */
  private static final String BEFORE = "before";

  private EventLoss() {}

  /**
   * One sentence an hour and collector with a gap ahead of what was received on the run's days,
   * whenever the number ahead of the gap was received.
   */
  public static List<String> gaps(Lake lake, RawLog raw, Config config, DayPlan plan) {
    ZoneId zone = config.value(ReportingSettings.TIME_ZONE);
    return gaps(
        numbered(lake, raw),
        plan.from().atStartOfDay(zone).toInstant(),
        plan.to().plusDays(1).atStartOfDay(zone).toInstant());
  }

  /**
   * The same of rows with collector_id, sequence and received_at.
   *
   * @param from first moment of the run's days
   * @param to first moment after them
   */
  static List<String> gaps(Dataset<Row> numbered, Instant from, Instant to) {
    Dataset<Row> all =
        numbered
            .withColumn(BLOCK, expr("bitmap_bucket_number(sequence)"))
            .withColumn("asked", col("received_at").geq(from).and(col("received_at").lt(to)));
    Dataset<Row> holed = holed(all);
    return holed.isEmpty() ? List.of() : sentences(all, holed);
  }

  /**
   * Blocks of numbers, of the days asked for, of which one is missing or stands behind a gap:
   * nearly always none. Only their numbers have to be sorted; a number that came twice is one bit.
   */
  private static Dataset<Row> holed(Dataset<Row> all) {
    Column before = lag("last", 1).over(Window.partitionBy("collector_id").orderBy(BLOCK));
    return all.groupBy(BLOCK, "collector_id")
        .agg(
            min("sequence").as("first"),
            max("sequence").as("last"),
            max("asked").as("asked"),
            expr("bitmap_count(bitmap_construct_agg(bitmap_bit_position(sequence)))").as("numbers"))
        .withColumn(BEFORE, before)
        .where(col("asked"))
        .where(
            col("last")
                .minus(col("first"))
                .plus(1)
                .gt(col("numbers"))
                .or(col("first").minus(col(BEFORE)).gt(1)))
        .select(col(BLOCK), col("collector_id"), col(BEFORE));
  }

  private static List<String> sentences(Dataset<Row> all, Dataset<Row> holed) {
    Column before =
        lag("sequence", 1).over(Window.partitionBy("collector_id", BLOCK).orderBy("sequence"));
    return all
        .join(
            holed,
            scala.jdk.javaapi.CollectionConverters.asScala(List.of(BLOCK, "collector_id")).toSeq())
        .withColumn("missing", col("sequence").minus(coalesce(before, col(BEFORE))).minus(1))
        .where(col("missing").gt(0).and(col("asked")))
        .groupBy(col("collector_id"), date_trunc("hour", col("received_at")).as("hour"))
        .agg(sum("missing").as("missing"))
        .orderBy("hour", "collector_id")
        .limit(EXAMPLES)
        .collectAsList()
        .stream()
        .map(
            row ->
                "%d events of the collector %s, received in the hour of %s, are neither in the raw"
                        .formatted(
                            row.getLong(2), row.getString(0), row.getTimestamp(1).toInstant())
                    + " log nor refused; 'tributary complete' tells whether they are on the way.")
        .toList();
  }

  /** What collectors numbered, whether it was taken or refused; imports count lines instead. */
  private static Dataset<Row> numbered(Lake lake, RawLog raw) {
    Dataset<Row> taken =
        raw.rows()
            .where(col("source_name").equalTo(Storage.COLLECTOR))
            .select("collector_id", "sequence", "received_at");
    return lake.exists(Table.REJECTED_EVENTS)
        ? taken.union(
            lake.read(Table.REJECTED_EVENTS)
                .where(col("kafka_topic").isNotNull())
                .select("collector_id", "sequence", "received_at"))
        : taken;
  }
}
