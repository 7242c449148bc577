package dev.tributary.cli.launch;

import dev.tributary.cli.Tributary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * Runs light commands on tiny inputs once, at build time, so that the archive of class data holds
 * what they load.
 */
final class ClassDataTraining {

  private ClassDataTraining() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("tributary-training");
    try {
      Path paths = Files.writeString(folder.resolve("paths.csv"), "path,conversions\nA > B,1\n");
      Path line = Files.writeString(folder.resolve("line.jsonl"), "{}\n");
      makeTable(folder.resolve("lake/raw_events/_delta_log"));
      for (List<String> command :
          List.of(
              List.of("--version"),
              List.of("attribute", paths.toString()),
              List.of("classify", line.toString()),
              List.of("validate", line.toString()),
              List.of("query", "FROM raw_events", "--data", folder.toString()))) {
        run(command, 0);
      }
      // There is no such order and no such day; what looks for them is loaded all the same.
      run(List.of("explain", "unknown", "--data", folder.toString()), 1);
      run(List.of("reconcile", "--date", "2026-01-01", "--data", folder.toString()), 1);
    } finally {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void run(List<String> command, int expected) {
    int status = Tributary.run(command.toArray(String[]::new));
    if (status != expected) {
      throw new IllegalStateException(command + " ended with " + status);
    }
  }

  /** A Delta table of one column and no files: enough to load what reads a table's log. */
  private static void makeTable(Path log) throws IOException {
    Files.createDirectories(log);
    Files.writeString(
        log.resolve("00000000000000000000.json"),
        """
        {"protocol":{"minReaderVersion":1,"minWriterVersion":2}}
        {"metaData":{"id":"training","format":{"provider":"parquet","options":{}},"schemaString":\
        "{\\"type\\":\\"struct\\",\\"fields\\":[{\\"name\\":\\"key\\",\\"type\\":\\"string\\",\\"nullable\\":true,\\"metadata\\":{}}]}",\
        "partitionColumns":[],"configuration":{}}}
        """);
  }
}
