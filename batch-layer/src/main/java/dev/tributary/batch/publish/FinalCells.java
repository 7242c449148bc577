package dev.tributary.batch.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.tributary.core.view.Cell;
import java.time.Instant;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Final credit summed to the cells that reports read, as core's cells but in columns. */
public final class FinalCells {

  private FinalCells() {}

  /**
   * One row a day, model, channel, source, medium, campaign, ad group, currency and publication.
   *
   * @param credits rows of credits_final
   * @param asOf when they were published
   */
  public static Dataset<Row> of(Dataset<Row> credits, Instant asOf) {
    Column[] cell = {
      col("conversion_day").as("day"),
      col("model"),
      col("channel"),
      col("source"),
      col("medium"),
      col("campaign"),
      col("ad_group"),
      col("currency"),
      col("conversion_type"),
      col("rate_day"),
      col("publication_id")
    };
    return credits
        .groupBy(cell)
        .agg(sum("credit_micros").as("credit_micros"), sum("revenue_minor").as("revenue_minor"))
        .withColumn("status", lit(Cell.FINAL))
        .withColumn("low_micros", col("credit_micros"))
        .withColumn("high_micros", col("credit_micros"))
        .withColumn("as_of", lit(asOf));
  }
}
