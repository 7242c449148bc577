package dev.tributary.batch.raw;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;

/** How many rows a raw log holds of those that runs had read; a hole is not seen by its end. */
public final class HeldRows {

  private final Map<String, SortedMap<Long, Long>> upTo;
  private final SortedMap<String, Long> files;

  private HeldRows(Map<String, SortedMap<Long, Long>> upTo, SortedMap<String, Long> files) {
    this.upTo = upTo;
    this.files = files;
  }

  /**
   * Counts, in one reading of three columns.
   *
   * @param reads what {@link #of} will be asked about
   */
  public static HeldRows in(RawLog raw, Collection<RawHighWater> reads) {
    HashMap<String, long[]> offsets = offsets(reads);
    UDF3<String, Integer, Long, Long> firstNotBefore =
        (topic, partition, offset) -> {
          long[] asked = offsets.getOrDefault(topic + "-" + partition, new long[0]);
          int found = Arrays.binarySearch(asked, offset);
          int index = found < 0 ? -found - 1 : found;
          return index < asked.length ? asked[index] : null;
        };
    List<Row> counted =
        raw.rows()
            .where(col("kafka_topic").isNotNull())
            .groupBy(
                col("kafka_topic"),
                col("kafka_partition"),
                udf(firstNotBefore, DataTypes.LongType)
                    .apply(col("kafka_topic"), col("kafka_partition"), col("kafka_offset"))
                    .as("asked"))
            .count()
            .where(col("asked").isNotNull())
            .collectAsList();
    Map<String, SortedMap<Long, Long>> rows = new HashMap<>();
    for (Row row : counted) {
      rows.computeIfAbsent(row.getString(0) + "-" + row.getInt(1), partition -> new TreeMap<>())
          .put(row.getLong(2), row.getLong(3));
    }
    return new HeldRows(rows, raw.highWater().importsByFile());
  }

  /** Of a file that was imported again as many rows as it had count, whatever else it has. */
  public long of(RawHighWater read) {
    long held = 0;
    for (Map.Entry<String, Long> reached : read.offsets().entrySet()) {
      held +=
          upTo
              .getOrDefault(reached.getKey(), new TreeMap<>())
              .headMap(reached.getValue() + 1)
              .values()
              .stream()
              .mapToLong(Long::longValue)
              .sum();
    }
    for (Map.Entry<String, Long> file : read.importsByFile().entrySet()) {
      held += Math.min(file.getValue(), files.getOrDefault(file.getKey(), 0L));
    }
    return held;
  }

  private static HashMap<String, long[]> offsets(Collection<RawHighWater> reads) {
    Map<String, SortedMap<Long, Long>> asked = new HashMap<>();
    for (RawHighWater read : reads) {
      read.offsets()
          .forEach(
              (partition, offset) ->
                  asked.computeIfAbsent(partition, key -> new TreeMap<>()).put(offset, offset));
    }
    HashMap<String, long[]> sorted = new HashMap<>();
    asked.forEach(
        (partition, offsets) ->
            sorted.put(partition, offsets.keySet().stream().mapToLong(Long::longValue).toArray()));
    return sorted;
  }
}
