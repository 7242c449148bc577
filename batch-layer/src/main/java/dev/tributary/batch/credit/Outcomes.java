package dev.tributary.batch.credit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;

import dev.tributary.core.view.CreditRow;
import dev.tributary.lake.RecordEncoder;
import dev.tributary.lake.Records;
import dev.tributary.lake.Table;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The outcomes of all persons, computed once, as rows of the tables they go to. Held in memory and
 * on disk until it is closed.
 */
public record Outcomes(Dataset<PersonOutcome> persons) implements AutoCloseable {

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
    return new Rows(
        Map.of(
            Table.TOUCHPOINTS,
            table("touchpoints", TouchpointRow.class),
            Table.CONVERSIONS,
            table("conversions", ConversionRow.class),
            Table.CREDITS_FINAL,
            // Provisional credit has revisions; the table of final credit has no such column.
            table("credits", CreditRow.class).drop("revision")));
  }

  /** The credit of all conversions. */
  public Dataset<CreditRow> credits() {
    return persons
        .select(explode(col("credits")).as("row"))
        .select("row.*")
        .as(RecordEncoder.of(CreditRow.class));
  }

  public Counts counts() {
    Row row = persons.agg(total("touchpoints"), total("conversions"), total("credits")).first();
    return new Counts(count(row, 0), count(row, 1), count(row, 2));
  }

  private Dataset<Row> table(String column, Class<? extends Record> type) {
    return persons
        .select(explode(col(column)).as("row"))
        .select("row.*")
        .toDF(Records.columnNames(type));
  }

  private static Column total(String column) {
    return sum(size(col(column)));
  }

  @Override
  public void close() {
    persons.unpersist();
  }

  private static long count(Row row, int column) {
    return row.isNullAt(column) ? 0 : row.getLong(column);
  }
}
