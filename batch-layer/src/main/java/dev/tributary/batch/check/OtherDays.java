package dev.tributary.batch.check;

import static org.apache.spark.sql.functions.col;

import dev.tributary.batch.credit.Rows;
import dev.tributary.batch.plan.DayPlan;
import dev.tributary.batch.publish.CurrentRows;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Looks for what a run would publish a second time. Of several copies of an order the one that was
 * received first counts; where that one arrives last and is of another day, or days begin at
 * another hour since, the order stands on a day already that the run does not compute. Days that
 * only come along keep their orders, so they are no exception; their adjustments are posted anew.
 */
public final class OtherDays {

  private static final int EXAMPLES = 3;

  private OtherDays() {}

  /**
   * One sentence an order, or adjustment of one, that is published on a day outside the run.
   *
   * @param published what is current before the run
   * @param plan days that the run publishes anew, those that come along included
   * @param written the rows of all these days
   */
  public static List<String> faults(
      Lake lake, PublicationNote published, DayPlan plan, Rows written) {
    Map<LocalDate, String> notComputed = new TreeMap<>(published.days());
    notComputed.keySet().removeIf(plan.range()::contains);
    List<String> faults = new ArrayList<>(orders(lake, notComputed, written.ordersOf(plan)));
    Map<LocalDate, String> leftAlone = new TreeMap<>(notComputed);
    leftAlone.keySet().removeAll(plan.days());
    written.adjustments().ifPresent(posted -> faults.addAll(adjustments(lake, leftAlone, posted)));
    return faults;
  }

  private static List<String> orders(Lake lake, Map<LocalDate, String> others, Rows written) {
    return others.isEmpty()
        ? List.of()
        : faults(
            CurrentRows.of(lake, Table.CONVERSIONS, col("conversion_day"), others),
            written.conversions(),
            "conversion_day",
            "order");
  }

  private static List<String> adjustments(
      Lake lake, Map<LocalDate, String> others, Dataset<Row> written) {
    return others.isEmpty()
        ? List.of()
        : faults(
            CurrentRows.of(lake, Table.ADJUSTMENTS, col("posted_day"), others),
            written,
            "posted_day",
            "adjustment of the order");
  }

  private static List<String> faults(
      Dataset<Row> published, Dataset<Row> written, String day, String what) {
    return published
        .select(col("key"), col("order_id"), col(day).cast("string").as("before"))
        .join(
            written.select(col("key"), col(day).cast("string").as("now")),
            CollectionConverters.asScala(List.of("key")).toSeq(),
            "inner")
        .select("order_id", "now", "before")
        .limit(EXAMPLES)
        .collectAsList()
        .stream()
        .map(
            row ->
                "The %s %s is of %s by what has arrived since, and published on %s."
                    .formatted(what, row.getString(0), row.getString(1), row.getString(2)))
        .toList();
  }
}
