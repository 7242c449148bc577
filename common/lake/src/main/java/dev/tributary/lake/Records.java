package dev.tributary.lake;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Between records, whose components are camelCase, and tables, whose columns are snake_case. */
public final class Records {

  private Records() {}

  /** The table's rows of these records: one column a component, in the record's order. */
  public static <R extends Record> Dataset<Row> table(
      SparkSession spark, List<R> records, Class<R> type) {
    return table(spark.createDataset(records, RecordEncoder.of(type)), type);
  }

  /** The table's rows of these records: one column a component, in the record's order. */
  public static <R extends Record> Dataset<Row> table(Dataset<R> records, Class<R> type) {
    return records.toDF(columnNames(type));
  }

  /**
   * The records of a table's rows; other columns are left out.
   *
   * @throws org.apache.spark.sql.AnalysisException when the rows lack a column of the record
   */
  public static <R extends Record> Dataset<R> typed(Dataset<Row> rows, Class<R> type) {
    return rows.select(components(type)).as(RecordEncoder.of(type));
  }

  /** The columns of a table that a record has, under the names of its components. */
  public static Column[] components(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getName)
        .map(name -> functions.col(columnName(name)).as(name))
        .toArray(Column[]::new);
  }

  /** The columns of a record, in its order. */
  public static String[] columnNames(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getName)
        .map(Records::columnName)
        .toArray(String[]::new);
  }

  /** The column of a component: {@code adGroup} is {@code ad_group}. */
  public static String columnName(String component) {
    return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
