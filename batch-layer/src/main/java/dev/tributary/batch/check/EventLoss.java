package dev.tributary.batch.check;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.sum;

import dev.tributary.batch.plan.DayPlan;
import dev.tributary.batch.raw.RawLog;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Storage;
import dev.tributary.lake.Table;
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

  private EventLoss() {}

  /**
   * One sentence an hour and collector with a gap ahead of what was received on the run's days,
   * whenever the number ahead of the gap was received.
   */
  public static List<String> gaps(Lake lake, RawLog raw, Config config, DayPlan plan) {
    ZoneId zone = config.value(ReportingSettings.TIME_ZONE);
    Column onTheDays =
        col("received_at")
            .geq(plan.from().atStartOfDay(zone).toInstant())
            .and(col("received_at").lt(plan.to().plusDays(1).atStartOfDay(zone).toInstant()));
    Column before = lag("sequence", 1).over(Window.partitionBy("collector_id").orderBy("sequence"));
    return numbered(lake, raw)
        .withColumn("missing", col("sequence").minus(before).minus(1))
        .where(col("missing").gt(0).and(onTheDays))
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
