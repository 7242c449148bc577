package dev.tributary.batch.check;

import static org.apache.spark.sql.functions.bit_count;
import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.tributary.batch.SideBySide;
import dev.tributary.batch.credit.Rows;
import java.util.List;
import java.util.function.Supplier;
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
   * @param models which models credit each conversion
   */
  public static List<String> faults(Dataset<Row> arrived, Rows written, List<String> models) {
    return SideBySide.answers(
            List.<Supplier<List<String>>>of(
                () -> conversionsLostOrInvented(arrived, written.conversions()),
                () ->
                    conversionsNotWholly(
                        written.conversions(),
                        written.credits().where(col("adjustment_key").isNull()),
                        models),
                () ->
                    written
                        .adjustments()
                        .map(posted -> AdjustmentChecks.faults(posted, written, models.size()))
                        .orElseGet(List::of)))
        .stream()
        .flatMap(List::stream)
        .toList();
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

  /** In one pass over the credit: of each order, a sum a model. */
  private static List<String> conversionsNotWholly(
      Dataset<Row> conversions, Dataset<Row> credits, List<String> models) {
    Column model = col("model");
    Column place = lit(1L << models.size()); // What no such model gave.
    Column[] sums = new Column[2 * models.size()];
    Column[] micros = new Column[models.size()];
    Column[] revenue = new Column[models.size()];
    Column whole = col("seen").eqNullSafe((1L << models.size()) - 1);
    for (int i = 0; i < models.size(); i++) {
      Column ofIt = model.equalTo(models.get(i));
      place = when(ofIt, 1L << i).otherwise(place);
      sums[2 * i] = sum(when(ofIt, col("credit_micros"))).as("micros_" + i);
      sums[2 * i + 1] = sum(when(ofIt, col("revenue_minor"))).as("revenue_" + i);
      micros[i] = col("micros_" + i);
      revenue[i] = col("revenue_" + i);
      whole =
          whole
              .and(micros[i].eqNullSafe(ONE_CONVERSION))
              .and(revenue[i].eqNullSafe(col("value_minor")));
    }
    Dataset<Row> credited =
        credits.groupBy("conversion_type", "order_id").agg(bit_or(place).as("seen"), sums);
    return conversions
        .join(
            credited,
            scala.jdk.javaapi.CollectionConverters.asScala(List.of("conversion_type", "order_id"))
                .toSeq(),
            "full_outer")
        .where(whole.equalTo(false))
        .select(
            col("order_id"),
            bit_count(col("seen")).cast("bigint"),
            least(micros),
            greatest(micros),
            col("value_minor"),
            least(revenue))
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
                    + models.size()
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
