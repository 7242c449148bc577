package dev.tributary.batch.check;

import static org.apache.spark.sql.functions.col;

import dev.tributary.batch.plan.DayPlan;
import dev.tributary.batch.publish.CurrentRows;
import dev.tributary.core.event.EventType;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Looks for refunds and changes that are published on other days and that the log of a run does not
 * have, since it reads an older version: it would share its orders anew without theirs, and what is
 * left of such an order would no longer add up.
 */
public final class UnknownAdjustments {

  private static final int EXAMPLES = 3;

  private UnknownAdjustments() {}

  /**
   * One sentence an adjustment.
   *
   * @param published what is current before the run
   * @param plan days that the run publishes anew, those that come along included
   * @param timeline every distinct event that the run knows
   * @param orders rows of conversions that the run wrote
   */
  public static List<String> faults(
      Lake lake,
      PublicationNote published,
      DayPlan plan,
      Dataset<TimelineEvent> timeline,
      Dataset<Row> orders) {
    Map<LocalDate, String> others = new TreeMap<>(published.days());
    others.keySet().removeAll(plan.days());
    return CurrentRows.of(lake, Table.ADJUSTMENTS, col("posted_day"), others)
        .join(
            orders.select("conversion_type", "order_id"),
            names("conversion_type", "order_id"),
            "left_semi")
        .join(
            timeline.where(col("eventType").equalTo(EventType.ADJUSTMENT.wire())).select("key"),
            names("key"),
            "left_anti")
        .select(col("order_id"), col("posted_day").cast("string"))
        .limit(EXAMPLES)
        .collectAsList()
        .stream()
        .map(
            row ->
                "An adjustment of the order %s is published on %s, and the version of raw_events"
                        .formatted(row.getString(0), row.getString(1))
                    + " that this run reads does not have it.")
        .toList();
  }

  private static Seq<String> names(String... columns) {
    return CollectionConverters.asScala(List.of(columns)).toSeq();
  }
}
