package dev.tributary.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What Spark's event log says of a run.
 *
 * @param tasks finished ones by executor
 * @param shuffledBytes written for shuffles
 * @param spilledBytes written to disk for want of memory
 * @param peakTaskBytes peaks of what one task held to compute, added up: the most of all
 */
public record EventLog(
    Map<String, Long> tasks, long shuffledBytes, long spilledBytes, long peakTaskBytes) {

  /** Settings under which Spark writes such a log into a folder. */
  public static Map<String, String> settings(Path folder) {
    return Map.of(
        "spark.eventLog.enabled",
        "true",
        "spark.eventLog.dir",
        folder.toUri().toString(),
        "spark.eventLog.rolling.enabled",
        "false",
        "spark.eventLog.compress",
        "false");
  }

  /** Reads the logs of all runs in a folder. */
  public static EventLog read(Path folder) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Map<String, Long> tasks = new TreeMap<>();
    long[] sums = new long[3];
    for (Path file : files(folder)) {
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("{\"Event\":\"SparkListenerTaskEnd\"")) {
            JsonNode task = json.readTree(line);
            JsonNode metrics = task.path("Task Metrics");
            tasks.merge(task.path("Task Info").path("Executor ID").asText(), 1L, Long::sum);
            sums[0] += metrics.path("Shuffle Write Metrics").path("Shuffle Bytes Written").asLong();
            sums[1] += metrics.path("Disk Bytes Spilled").asLong();
            sums[2] = Math.max(sums[2], metrics.path("Peak Execution Memory").asLong());
          }
        }
      }
    }
    return new EventLog(tasks, sums[0], sums[1], sums[2]);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
