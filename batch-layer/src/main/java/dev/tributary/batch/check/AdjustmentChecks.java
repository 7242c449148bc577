package dev.tributary.batch.check;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import dev.tributary.batch.credit.Rows;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * An adjustment moves what it says under each model that credits its order, and no credit. Which
 * ones credit an order that the run did not compute is the matter of the run that did.
 */
final class AdjustmentChecks {

  private static final int EXAMPLES = 3;
  private static final Column[] ORDER = {col("conversion_type"), col("order_id")};

  private AdjustmentChecks() {}

  /**
   * One sentence a fault.
   *
   * @param adjustments rows of the table adjustments that the run wrote
   * @param written what the run wrote
   * @param models how many credit an order that the run computed
   */
  static List<String> faults(Dataset<Row> adjustments, Rows written, int models) {
    Dataset<Row> moved =
        written
            .credits()
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
            .and(coalesce(col("micros"), lit(0L)).equalTo(lit(0L)))
            .and(said.equalTo(0).or(col("computed").isNull()).or(col("models").equalTo(models)));
    Dataset<Row> computed =
        written.conversions().select(ORDER).distinct().withColumn("computed", lit(true));
    return adjustments
        .select("key", "conversion_type", "order_id", "before_minor", "after_minor")
        .join(computed, columns("conversion_type", "order_id"), "left")
        .join(moved, columns("key"), "full_outer")
        .where(right.equalTo(false))
        .select("key", "order_id", "before_minor", "after_minor", "least", "most", "models")
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
                    + " a model, under "
                    + (row.isNullAt(6) ? 0 : row.getLong(6))
                    + " of "
                    + models
                    + ".")
        .toList();
  }

  private static Seq<String> columns(String... names) {
    return CollectionConverters.asScala(List.of(names)).toSeq();
  }
}
