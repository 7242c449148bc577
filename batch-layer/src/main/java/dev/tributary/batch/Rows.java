package dev.tributary.batch;

import static org.apache.spark.sql.functions.col;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One run's rows, with the columns of the tables of these names.
 *
 * @param adjustments empty where the log has none at all, as most logs do: their checks take time
 */
record Rows(
    Dataset<Row> touchpoints,
    Dataset<Row> conversions,
    Dataset<Row> credits,
    Optional<Dataset<Row>> adjustments) {

  /** Without the orders of days that only come along with the plan's; adjustments all stay. */
  Rows ordersOf(DayPlan plan) {
    Column within = col("conversion_day").between(plan.from(), plan.to());
    return new Rows(
        touchpoints,
        conversions.where(within),
        credits.where(within.or(col("adjustment_key").isNotNull())),
        adjustments);
  }
}
