package dev.tributary.batch.imports;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.tributary.core.event.EventRow;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Records;
import dev.tributary.lake.Storage;
import dev.tributary.lake.Table;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes what is new of a file: one commit a table. */
final class ImportWriter {

  /** Written out, since not every reader of Parquet takes an absent column for null. */
  private static final List<Column> NO_KAFKA =
      List.of(
          lit(null).cast("string").as("kafka_topic"),
          lit(null).cast("int").as("kafka_partition"),
          lit(null).cast("bigint").as("kafka_offset"));

  private final Lake lake;

  ImportWriter(Lake lake) {
    this.lake = lake;
  }

  /** Appends the events, then the rejections; nothing is written where there is nothing new. */
  void write(
      Dataset<Row> marked, String collectorId, String batch, Instant receivedAt, Instant storedAt) {
    Dataset<Row> fresh = marked.where(col("new"));
    Dataset<Row> events = fresh.where(col("outcome").equalTo(RowResult.ADMITTED));
    if (!events.isEmpty()) {
      lake.append(Table.RAW_EVENTS, events.select(eventColumns(batch, storedAt)));
    }
    Dataset<Row> rejections = fresh.where(col("outcome").equalTo(RowResult.REJECTED));
    if (!rejections.isEmpty()) {
      List<Column> columns =
          new ArrayList<>(
              List.of(
                  lit(receivedAt).as("received_at"),
                  lit(storedAt).as("stored_at"),
                  col("reason"),
                  col("problem"),
                  col("remedy"),
                  col("kept").as("payload"),
                  col("size"),
                  lit(collectorId).as("collector_id"),
                  col("sequence"),
                  lit(batch).as("ingest_batch")));
      columns.addAll(NO_KAFKA);
      lake.append(Table.REJECTED_EVENTS, rejections.select(columns.toArray(Column[]::new)));
    }
  }

  private static Column[] eventColumns(String batch, Instant storedAt) {
    List<Column> columns = new ArrayList<>();
    for (RecordComponent component : EventRow.class.getRecordComponents()) {
      String name = component.getName();
      columns.add(col("event." + name).as(Records.columnName(name)));
    }
    columns.add(lit(storedAt).as("stored_at"));
    columns.add(lit(Storage.IMPORT).as("source_name"));
    columns.add(col("payload"));
    columns.addAll(NO_KAFKA);
    columns.add(lit(batch).as("ingest_batch"));
    return columns.toArray(Column[]::new);
  }
}
