package dev.tributary.cli.completeness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.cli.output.Problem;
import dev.tributary.core.config.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads what a capture layer says it took in: the file {@code capture/accounting.json}. */
final class CaptureAccounts {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CaptureAccounts() {}

  /**
   * The hours from {@code since} on; none where nothing was ever captured here.
   *
   * @throws Problem when the file is there and can't be read
   */
  static List<JournaledHour> read(DataDirectory data, Instant since) {
    Path file = data.capture().resolve("accounting.json");
    return Files.exists(file) ? read(file, since) : List.of();
  }

  /**
   * The same of that file, another collector's, say.
   *
   * @throws Problem when it can't be read
   */
  static List<JournaledHour> read(Path file, Instant since) {
    try {
      JsonNode root = JSON.readTree(file.toFile());
      List<JournaledHour> hours = new ArrayList<>();
      for (JsonNode hour : root.required("hours")) {
        Instant start = Instant.parse(hour.required("hour").asText());
        if (!start.isBefore(since)) {
          hours.add(
              new JournaledHour(
                  root.required("collector_id").asText(),
                  start,
                  hour.required("accepted").asLong() + hour.required("rejected").asLong()));
        }
      }
      return hours;
    } catch (IOException | RuntimeException e) {
      throw new Problem(
          "The capture layer's accounting "
              + file
              + " can't be read: "
              + e.getMessage()
              + ". Look at it, or start its capture layer, which mends it from its journal.",
          e);
    }
  }
}
