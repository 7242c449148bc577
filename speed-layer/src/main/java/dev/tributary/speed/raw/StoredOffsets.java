package dev.tributary.speed.raw;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Where the tables say that reading has to go on after a checkpoint was lost. */
final class StoredOffsets {

  private static final String EARLIEST = "earliest";

  /** Spark's number for the first message that a partition still has. */
  private static final long FIRST = -2;

  private StoredOffsets() {}

  /**
   * Spark's starting offsets: after what is stored.
   *
   * @param partitions all partitions that will be read, since Spark wants to be told of each
   */
  static String after(Lake lake, Map<String, Map<Integer, Long>> partitions) {
    // Version 0 made the table; to read two empty tables takes seconds of every first start.
    if (lake.version(Table.RAW_EVENTS) == 0 && lake.version(Table.REJECTED_EVENTS) == 0) {
      return EARLIEST;
    }
    List<Row> stored =
        offsets(lake, Table.RAW_EVENTS)
            .union(offsets(lake, Table.REJECTED_EVENTS))
            .groupBy("kafka_topic", "kafka_partition")
            .agg(functions.max("kafka_offset"))
            .collectAsList();
    return stored.isEmpty() ? EARLIEST : json(stored, partitions);
  }

  private static String json(List<Row> stored, Map<String, Map<Integer, Long>> partitions) {
    ObjectNode offsets = new ObjectMapper().createObjectNode();
    partitions.forEach(
        (topic, ends) -> ends.keySet().forEach(partition -> put(offsets, topic, partition, FIRST)));
    stored.forEach(row -> put(offsets, row.getString(0), row.getInt(1), row.getLong(2) + 1));
    return offsets.toString();
  }

  private static void put(ObjectNode offsets, String topic, int partition, long offset) {
    offsets.withObjectProperty(topic).put(Integer.toString(partition), offset);
  }

  private static Dataset<Row> offsets(Lake lake, Table table) {
    return lake.read(table)
        .where(functions.col("kafka_offset").isNotNull())
        .select("kafka_topic", "kafka_partition", "kafka_offset");
  }
}
