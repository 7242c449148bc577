package dev.tributary.batch.imports;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** Tells what a file adds from what is known already, in the file or in the tables. */
final class Newcomers {

  private static final String NEW = "new";
  private static final WindowSpec SAME_EVENT = Window.partitionBy("event.key").orderBy("sequence");

  private Newcomers() {}

  /**
   * The results with one more column: {@code new} is true of the first event of a key that the raw
   * log lacks, and of a rejection that the rejected ones lack.
   */
  static Dataset<Row> marked(Dataset<Row> results, Lake lake, String collectorId) {
    Dataset<Row> events =
        results
            .where(col("outcome").equalTo(RowResult.ADMITTED))
            .withColumn("arrival", row_number().over(SAME_EVENT));
    Dataset<Row> known =
        pinned(lake, Table.RAW_EVENTS)
            .select(col("key").as("known_key"), lit(true).as("known"))
            .distinct();
    Dataset<Row> markedEvents =
        events
            .join(known, events.col("event.key").equalTo(known.col("known_key")), "left")
            .withColumn(
                NEW,
                col("arrival").equalTo(1).and(coalesce(col("known"), lit(false)).equalTo(false)))
            .drop("arrival", "known_key", "known");
    Dataset<Row> others = results.where(col("outcome").notEqual(RowResult.ADMITTED));
    Dataset<Row> earlier =
        pinned(lake, Table.REJECTED_EVENTS)
            .where(col("collector_id").equalTo(collectorId))
            .select(col("sequence").as("known_sequence"), lit(true).as("known"))
            .distinct();
    Dataset<Row> markedOthers =
        others
            .join(earlier, others.col("sequence").equalTo(earlier.col("known_sequence")), "left")
            .withColumn(
                NEW,
                col("outcome")
                    .equalTo(RowResult.REJECTED)
                    .and(coalesce(col("known"), lit(false)).equalTo(false)))
            .drop("known_sequence", "known");
    return markedEvents.unionByName(markedOthers);
  }

  /** A table as it is now, whatever this import writes to it later. */
  private static Dataset<Row> pinned(Lake lake, Table table) {
    return lake.readVersion(table, lake.version(table));
  }
}
