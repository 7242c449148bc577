package dev.tributary.batch.credit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;

import dev.tributary.core.view.CreditRow;
import dev.tributary.lake.RecordEncoder;
import dev.tributary.lake.Records;
import dev.tributary.lake.Table;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The outcomes of all persons, computed once, as rows of the tables they go to. Held in memory and
 * on disk until it is closed.
 *
 * @param touches rows of touchpoints, where persons have none, since they lie as rows already
 */
public record Outcomes(Dataset<PersonOutcome> persons, Optional<Dataset<Row>> touches)
    implements AutoCloseable {

  private static final String DAY = "conversion_day";

  /** How much there is of each. */
  public record Counts(long touchpoints, long conversions, long credits) {

    public static final Counts NONE = new Counts(0, 0, 0);

    public Counts plus(Counts more) {
      return new Counts(
          touchpoints + more.touchpoints, conversions + more.conversions, credits + more.credits);
    }
  }

  /** The same as rows, not yet written; without adjustments. */
  public Rows rows() {
    return rows(byDay());
  }

  /** The same, all credit of a day brought together before there are so many rows of it. */
  public Rows rowsOfDaysTogether() {
    return rows(byDay().repartition(col(DAY)));
  }

  private Rows rows(Dataset<Row> byDay) {
    return new Rows(
        Map.of(
            Table.TOUCHPOINTS,
            touchpoints(),
            Table.CONVERSIONS,
            conversions()
                .where(col("first"))
                .select("row.*")
                .toDF(Records.columnNames(ConversionRow.class)),
            Table.CREDITS_FINAL,
            CreditColumns.of(byDay)
                .toDF(Records.columnNames(CreditRow.class))
                // Provisional credit has revisions; the table of final credit has no such column.
                .drop("revision")));
  }

  private Dataset<Row> touchpoints() {
    return touches.orElseGet(
        () ->
            persons
                .select(explode(col("touchpoints")).as("row"))
                .select("row.*")
                .toDF(Records.columnNames(TouchpointRow.class)));
  }

  /** The credit of all conversions. */
  public Dataset<CreditRow> credits() {
    return CreditColumns.of(byDay()).as(RecordEncoder.of(CreditRow.class));
  }

  private Dataset<Row> byDay() {
    return conversions().withColumn(DAY, col("row.conversionDay"));
  }

  private Dataset<Row> conversions() {
    return persons.select(explode(col("conversions")).as("one")).select("one.*");
  }

  /**
   * How many rows of each there are: as computed, not as written, so that a run that goes on with
   * parts of a dead one sees what these lack.
   */
  public Counts counts() {
    Row row =
        persons
            .agg(
                sum(size(col("touchpoints"))),
                sum(expr("size(filter(conversions, one -> one.first))")),
                sum(expr("aggregate(conversions, 0, (n, one) -> n + size(one.creditMicros))")))
            .first();
    long touchpoints = touches.map(Dataset::count).orElseGet(() -> count(row, 0));
    return new Counts(touchpoints, count(row, 1), count(row, 2));
  }

  @Override
  public void close() {
    persons.unpersist();
  }

  private static long count(Row row, int column) {
    return row.isNullAt(column) ? 0 : row.getLong(column);
  }
}
