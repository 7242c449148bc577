package dev.tributary.speed.raw;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Where the tables say that reading has to go on after a checkpoint was lost. */
final class StoredOffsets {

  private StoredOffsets() {}

  /** Spark's starting offsets: after what is stored, or {@code earliest} where nothing is. */
  static String after(Lake lake) {
    List<Row> stored =
        offsets(lake, Table.RAW_EVENTS)
            .union(offsets(lake, Table.REJECTED_EVENTS))
            .groupBy("kafka_topic", "kafka_partition")
            .agg(functions.max("kafka_offset"))
            .collectAsList();
    return stored.isEmpty() ? "earliest" : json(stored);
  }

  private static String json(List<Row> stored) {
    ObjectNode offsets = new ObjectMapper().createObjectNode();
    stored.forEach(
        row ->
            offsets
                .withObjectProperty(row.getString(0))
                .put(Integer.toString(row.getInt(1)), row.getLong(2) + 1));
    return offsets.toString();
  }

  private static Dataset<Row> offsets(Lake lake, Table table) {
    return lake.read(table)
        .where(functions.col("kafka_offset").isNotNull())
        .select("kafka_topic", "kafka_partition", "kafka_offset");
  }
}
