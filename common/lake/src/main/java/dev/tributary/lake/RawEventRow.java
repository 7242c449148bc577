package dev.tributary.lake;

import dev.tributary.core.event.EventRow;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * One row of raw_events: the event, and how it came in.
 *
 * @param event the normalised columns
 * @param storage the other columns
 */
public record RawEventRow(EventRow event, Storage storage) {

  /** The table's rows of these records. */
  public static Dataset<Row> table(SparkSession spark, List<RawEventRow> rows) {
    return table(spark.createDataset(rows, RecordEncoder.of(RawEventRow.class)));
  }

  /** The table's rows of these records. */
  public static Dataset<Row> table(Dataset<RawEventRow> rows) {
    return rows.select("event.*", "storage.*")
        .toDF(
            Stream.of(EventRow.class, Storage.class)
                .flatMap(type -> Arrays.stream(Records.columnNames(type)))
                .toArray(String[]::new));
  }

  /** The records of the table's rows. */
  public static Dataset<RawEventRow> typed(Dataset<Row> rows) {
    return rows.select(struct(EventRow.class).as("event"), struct(Storage.class).as("storage"))
        .as(RecordEncoder.of(RawEventRow.class));
  }

  private static Column struct(Class<? extends Record> type) {
    return functions.struct(
        Arrays.stream(type.getRecordComponents())
            .map(component -> component.getName())
            .map(name -> functions.col(Records.columnName(name)).as(name))
            .toArray(Column[]::new));
  }
}
