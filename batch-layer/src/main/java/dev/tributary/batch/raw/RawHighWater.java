package dev.tributary.batch.raw;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.batch.Json;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * What a run has read, told apart from the Delta version, so that it can be read again after a
 * vacuum has removed that version.
 *
 * @param version of raw_events
 * @param events rows read, duplicates included
 * @param offsets last offset read, by {@code topic-partition}
 * @param imports rows read of each import, by ingest batch
 */
public record RawHighWater(
    long version, long events, SortedMap<String, Long> offsets, SortedMap<String, Long> imports) {

  /** From rows that begin with topic, partition, import batch, last offset, number of rows. */
  static RawHighWater of(long version, List<Row> reached) {
    long events = 0;
    SortedMap<String, Long> offsets = new TreeMap<>();
    SortedMap<String, Long> imports = new TreeMap<>();
    for (Row row : reached) {
      events += row.getLong(4);
      if (row.isNullAt(0)) {
        imports.merge(String.valueOf(row.getString(2)), row.getLong(4), Long::sum);
      } else {
        offsets.put(row.getString(0) + "-" + row.getInt(1), row.getLong(3));
      }
    }
    return new RawHighWater(version, events, offsets, imports);
  }

  public String json() {
    return Json.write(this);
  }

  /**
   * Whether another one names the same events, in whatever version.
   *
   * @param other as {@link #json} wrote it
   */
  public boolean reachesAsFarAs(String other) {
    return withoutVersion(json()).equals(withoutVersion(other));
  }

  /** As {@link #json} wrote it. */
  public static RawHighWater parse(String json) {
    JsonNode tree = tree(json);
    return new RawHighWater(
        tree.path("version").longValue(),
        tree.path("events").longValue(),
        numbers(tree.path("offsets")),
        numbers(tree.path("imports")));
  }

  /** Rows of each imported file, however often it was imported. */
  public SortedMap<String, Long> importsByFile() {
    SortedMap<String, Long> files = new TreeMap<>();
    imports.forEach((batch, rows) -> files.merge(file(batch), rows, Long::sum));
    return files;
  }

  /** A batch of an import is named by its file, as a collector is, and its time. */
  private static String file(String batch) {
    return batch.contains("-") ? batch.substring(0, batch.lastIndexOf('-')) : batch;
  }

  private static SortedMap<String, Long> numbers(JsonNode object) {
    SortedMap<String, Long> numbers = new TreeMap<>();
    object.properties().forEach(named -> numbers.put(named.getKey(), named.getValue().longValue()));
    return numbers;
  }

  private static JsonNode withoutVersion(String json) {
    return ((ObjectNode) tree(json)).without("version");
  }

  private static JsonNode tree(String json) {
    try {
      return Json.tree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The column raw_high_water holds no JSON: " + json, e);
    }
  }
}
