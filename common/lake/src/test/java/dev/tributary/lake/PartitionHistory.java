package dev.tributary.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which partitions of a table held files at each version, straight from its log. */
final class PartitionHistory {

  private final Path log;

  PartitionHistory(Path table) {
    this.log = table.resolve("_delta_log");
  }

  /** The days of the (day, status) partitions at a version: twice where a day has two statuses. */
  List<String> daysAt(long version) {
    Map<String, Partition> files = new LinkedHashMap<>();
    for (long each = 0; each <= version; each++) {
      for (JsonNode action : actions(each)) {
        files.remove(action.path("remove").path("path").asText());
        JsonNode added = action.path("add");
        if (added.isObject()) {
          JsonNode values = added.path("partitionValues");
          files.put(
              added.path("path").asText(),
              new Partition(values.path("day").asText(), values.path("status").asText()));
        }
      }
    }
    return files.values().stream().distinct().map(Partition::day).sorted().toList();
  }

  private record Partition(String day, String status) {}

  private List<JsonNode> actions(long version) {
    try {
      ObjectMapper json = new ObjectMapper();
      return json.readerFor(JsonNode.class)
          .<JsonNode>readValues(Files.readString(log.resolve(String.format("%020d.json", version))))
          .readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
