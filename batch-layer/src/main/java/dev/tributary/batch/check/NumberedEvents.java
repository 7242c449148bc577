package dev.tributary.batch.check;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_extract;

import dev.tributary.batch.raw.RawLog;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Storage;
import dev.tributary.lake.Table;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What collectors numbered, taken or refused, as of the version of the raw log that a run reads;
 * imports count lines instead.
 */
final class NumberedEvents {

  /** The name that a writer of {@link Lake#appendOnce} gives a batch: its own, and a number. */
  private static final String BATCH = "^(.*)-(\\d+)$";

  private NumberedEvents() {}

  /** Rows with collector_id, sequence, received_at and stored_at; a number may be there twice. */
  static Dataset<Row> asOf(Lake lake, RawLog raw) {
    Dataset<Row> taken = numbers(raw.rows().where(col("source_name").equalTo(Storage.COLLECTOR)));
    return lake.exists(Table.REJECTED_EVENTS)
        ? taken.union(
            numbers(
                lake.read(Table.REJECTED_EVENTS)
                    .where(col("kafka_topic").isNotNull())
                    .where(not(behind(lake, raw)))))
        : taken;
  }

  private static Dataset<Row> numbers(Dataset<Row> rows) {
    return rows.where(col("collector_id").isNotNull().and(col("sequence").isNotNull()))
        .select("collector_id", "sequence", "received_at", "stored_at");
  }

  /**
   * Refused in a batch of the raw lane that the version does not have. The lane writes what it took
   * of a batch, nothing included, before what it refused of it. So the moment of the version would
   * miss what its own newest batch refused, and what the table holds by now is too much.
   */
  private static Column behind(Lake lake, RawLog raw) {
    Map<String, Long> held = lake.batches(Table.RAW_EVENTS, raw.version());
    Column writer = regexp_extract(col("ingest_batch"), BATCH, 1);
    Column number = regexp_extract(col("ingest_batch"), BATCH, 2).try_cast("bigint");
    Column behind = lit(false);
    // Looked up after the refusals were: each of the lane's that these hold is known by now.
    for (String known : lake.batches(Table.RAW_EVENTS, lake.version(Table.RAW_EVENTS)).keySet()) {
      behind = behind.or(writer.equalTo(known).and(number.gt(held.getOrDefault(known, -1L))));
    }
    return coalesce(behind, lit(false));
  }
}
