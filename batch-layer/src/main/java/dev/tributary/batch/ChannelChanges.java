package dev.tributary.batch;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.tributary.batch.BatchSummary.ChannelChange;
import dev.tributary.core.view.Cell;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Compares what a dry run computed with what is published. */
final class ChannelChanges {

  private static final Seq<String> CHANNEL =
      CollectionConverters.asScala(List.of("model", "channel", "currency")).toSeq();

  private ChannelChanges() {}

  /**
   * One entry a model, channel and currency of the days compared, unchanged ones included.
   *
   * @param cells what the run would write to the table attribution
   */
  static List<ChannelChange> between(Lake lake, Dataset<Row> cells, DayPlan plan) {
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
    return byChannel(published, "published")
        .join(byChannel(cells, "new"), CHANNEL, "full_outer")
        .select(
            col("model"),
            col("channel"),
            col("currency"),
            orZero("published_micros"),
            orZero("new_micros"),
            orZero("published_minor"),
            orZero("new_minor"))
        .orderBy("model", "channel", "currency")
        .collectAsList()
        .stream()
        .map(
            row ->
                new ChannelChange(
                    row.getString(0),
                    row.getString(1),
                    row.getString(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6)))
        .toList();
  }

  private static Dataset<Row> byChannel(Dataset<Row> cells, String side) {
    return cells
        .groupBy("model", "channel", "currency")
        .agg(sum("credit_micros").as(side + "_micros"), sum("revenue_minor").as(side + "_minor"));
  }

  private static Column orZero(String column) {
    return coalesce(col(column), lit(0L));
  }
}
