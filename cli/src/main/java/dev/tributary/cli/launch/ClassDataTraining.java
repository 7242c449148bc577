package dev.tributary.cli.launch;

import dev.tributary.cli.Tributary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
      for (List<String> command :
          List.of(
              List.of("--version"),
              List.of("attribute", paths.toString()),
              List.of("classify", line.toString()),
              List.of("validate", line.toString()))) {
        int status = Tributary.run(command.toArray(String[]::new));
        if (status != 0) {
          throw new IllegalStateException(command + " ended with " + status);
        }
      }
    } finally {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }
}
