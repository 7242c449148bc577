package dev.tributary.batch.raw;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.batch.Json;
import java.util.ArrayList;
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

  /**
   * What another one has read and this one has not, in words, for example "offset 2572 of events-0,
   * of which version 2 has 1026".
   *
   * @param other as {@link #json} wrote it
   */
  public List<String> lacksOf(String other) {
    List<String> lacking = new ArrayList<>();
    tree(other)
        .path("offsets")
        .properties()
        .forEach(
            read -> {
              long reached = offsets.getOrDefault(read.getKey(), -1L);
              if (reached < read.getValue().longValue()) {
                lacking.add(
                    "offset %d of %s, of which version %d has %s"
                        .formatted(
                            read.getValue().longValue(),
                            read.getKey(),
                            version,
                            reached < 0 ? "none" : "" + reached));
              }
            });
    tree(other)
        .path("imports")
        .properties()
        .forEach(
            read -> {
              long rows = imports.getOrDefault(read.getKey(), 0L);
              if (rows < read.getValue().longValue()) {
                lacking.add(
                    "%d rows of the import %s, of which version %d has %d"
                        .formatted(read.getValue().longValue(), read.getKey(), version, rows));
              }
            });
    return lacking;
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
