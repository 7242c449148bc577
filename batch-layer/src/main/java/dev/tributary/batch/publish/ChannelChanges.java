package dev.tributary.batch.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.tributary.batch.BatchSummary.ChannelChange;
import dev.tributary.batch.plan.DayPlan;
import dev.tributary.core.view.Cell;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Compares what a dry run computed with what is published. */
public final class ChannelChanges {

  private ChannelChanges() {}

  /**
   * One entry a model, channel, campaign and currency of the days compared, unchanged ones
   * included.
   *
   * @param cells what the run would write to the table attribution
   */
  public static List<ChannelChange> between(Lake lake, Dataset<Row> cells, DayPlan plan) {
    if (!lake.exists(Table.ATTRIBUTION)) {
      return changes(cells.limit(0), cells);
    }
    Dataset<Row> published =
        lake.read(Table.ATTRIBUTION)
            .where(col("status").equalTo(Cell.FINAL))
            .where(expr(plan.replaces()));
    return changes(published, cells);
  }

  private static List<ChannelChange> changes(Dataset<Row> published, Dataset<Row> cells) {
    Column nothing = lit(0L);
    return amounts(published, col("credit_micros"), nothing, col("revenue_minor"), nothing)
        .union(amounts(cells, nothing, col("credit_micros"), nothing, col("revenue_minor")))
        .groupBy("model", "channel", "campaign", "currency")
        .agg(sum("published_micros"), sum("new_micros"), sum("published_minor"), sum("new_minor"))
        .orderBy("model", "channel", "campaign", "currency")
        .collectAsList()
        .stream()
        .map(
            row ->
                new ChannelChange(
                    row.getString(0),
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7)))
        .toList();
  }

  private static Dataset<Row> amounts(
      Dataset<Row> cells,
      Column publishedMicros,
      Column newMicros,
      Column publishedMinor,
      Column newMinor) {
    return cells.select(
        col("model"),
        col("channel"),
        col("campaign"),
        col("currency"),
        publishedMicros.as("published_micros"),
        newMicros.as("new_micros"),
        publishedMinor.as("published_minor"),
        newMinor.as("new_minor"));
  }
}
