package dev.tributary.batch.check;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import dev.tributary.batch.credit.Rows;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What must hold before anything is published. Each check reads what the run wrote, not what it
 * meant to write, and answers one sentence a fault.
 */
public final class QualityChecks {

  private static final long ONE_CONVERSION = 1_000_000;
  private static final int EXAMPLES = 3;

  private QualityChecks() {}

  /**
   * Every fault found; none means that the run may be published.
   *
   * @param arrived keys of the run's conversions as the raw log has them: deduplicated, not a bot's
   * @param written what the run wrote
   * @param models how many models credit each conversion
   */
  public static List<String> faults(Dataset<Row> arrived, Rows written, int models) {
    List<String> faults = new ArrayList<>();
    faults.addAll(conversionsLostOrInvented(arrived, written.conversions()));
    faults.addAll(
        conversionsNotWholly(
            written.conversions(),
            written.credits().where(col("adjustment_key").isNull()),
            models));
    written
        .adjustments()
        .ifPresent(
            adjustments -> faults.addAll(AdjustmentChecks.faults(adjustments, written.credits())));
    return faults;
  }

  private static List<String> conversionsLostOrInvented(
      Dataset<Row> arrived, Dataset<Row> conversions) {
    Column written = col("written");
    return arrived
        .groupBy("key")
        .agg(count(lit(1)).as("arrived"))
        .join(
            conversions.groupBy("key").agg(count(lit(1)).as("written")),
            scala.jdk.javaapi.CollectionConverters.asScala(List.of("key")).toSeq(),
            "full_outer")
        .where(
            coalesce(col("arrived"), lit(0)).notEqual(1).or(coalesce(written, lit(0)).notEqual(1)))
        .select("key", "arrived", "written")
        .limit(EXAMPLES)
        .collectAsList()
        .stream()
        .map(
            row ->
                "The conversion "
                    + row.getString(0)
                    + " is "
                    + times(row, 1)
                    + " in the raw log and "
                    + times(row, 2)
                    + " in conversions.")
        .toList();
  }

  private static List<String> conversionsNotWholly(
      Dataset<Row> conversions, Dataset<Row> credits, int models) {
    Dataset<Row> perModel =
        credits
            .groupBy("conversion_type", "order_id", "model")
            .agg(sum("credit_micros").as("micros"), sum("revenue_minor").as("revenue"));
    Dataset<Row> credited =
        perModel
            .groupBy("conversion_type", "order_id")
            .agg(
                count(lit(1)).as("models"),
                min("micros").as("least"),
                max("micros").as("most"),
                min("revenue").as("least_revenue"),
                max("revenue").as("most_revenue"));
    Column whole =
        col("models")
            .eqNullSafe(models)
            .and(col("least").eqNullSafe(ONE_CONVERSION))
            .and(col("most").eqNullSafe(ONE_CONVERSION))
            .and(col("least_revenue").eqNullSafe(col("value_minor")))
            .and(col("most_revenue").eqNullSafe(col("value_minor")));
    return conversions
        .join(
            credited,
            scala.jdk.javaapi.CollectionConverters.asScala(List.of("conversion_type", "order_id"))
                .toSeq(),
            "full_outer")
        .where(whole.equalTo(false))
        .select("order_id", "models", "least", "most", "value_minor", "least_revenue")
        .limit(EXAMPLES)
        .collectAsList()
        .stream()
        .map(
            row ->
                "The credit of order "
                    + row.getString(0)
                    + " does not add up: "
                    + times(row, 1)
                    + " a model of "
                    + models
                    + ", "
                    + row.get(2)
                    + " to "
                    + row.get(3)
                    + " micros of "
                    + ONE_CONVERSION
                    + ", revenue "
                    + row.get(5)
                    + " of "
                    + row.get(4)
                    + ".")
        .toList();
  }

  private static String times(Row row, int column) {
    return (row.isNullAt(column) ? 0 : row.getLong(column)) + " times";
  }
}
