package dev.tributary.batch.check;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An adjustment moves what it says under each model that it moves anything under, and no credit.
 */
final class AdjustmentChecks {

  private static final int EXAMPLES = 3;

  private AdjustmentChecks() {}

  /**
   * One sentence a fault.
   *
   * @param adjustments rows of the table adjustments that the run wrote
   * @param credits rows of credits_final that the run wrote
   */
  static List<String> faults(Dataset<Row> adjustments, Dataset<Row> credits) {
    Dataset<Row> moved =
        credits
            .where(col("adjustment_key").isNotNull())
            .groupBy(col("adjustment_key"), col("model"))
            .agg(sum("revenue_minor").as("revenue"), sum("credit_micros").as("micros"))
            .groupBy(col("adjustment_key").as("key"))
            .agg(
                min("revenue").as("least"),
                max("revenue").as("most"),
                max("micros").as("micros"),
                count(lit(1)).as("models"));
    Column said = coalesce(col("after_minor").minus(col("before_minor")), lit(0L));
    Column right =
        coalesce(col("least"), lit(0L))
            .equalTo(said)
            .and(coalesce(col("most"), lit(0L)).equalTo(said))
            .and(coalesce(col("micros"), lit(0L)).equalTo(lit(0L)));
    return adjustments
        .select("key", "order_id", "before_minor", "after_minor")
        .join(
            moved,
            scala.jdk.javaapi.CollectionConverters.asScala(List.of("key")).toSeq(),
            "full_outer")
        .where(right.equalTo(false))
        .select("key", "order_id", "before_minor", "after_minor", "least", "most")
        .limit(EXAMPLES)
        .collectAsList()
        .stream()
        .map(
            row ->
                "The adjustment "
                    + row.get(0)
                    + " of order "
                    + row.get(1)
                    + " should take it from "
                    + row.get(2)
                    + " to "
                    + row.get(3)
                    + ", but its rows move "
                    + row.get(4)
                    + " to "
                    + row.get(5)
                    + " a model.")
        .toList();
  }
}
