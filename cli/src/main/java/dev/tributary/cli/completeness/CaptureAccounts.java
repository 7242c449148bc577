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
import java.util.Optional;

/** Reads what a capture layer says it took in: the file {@code capture/accounting.json}. */
final class CaptureAccounts {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CaptureAccounts() {}

  /**
   * This data directory's collector, with the hours from {@code since} on; none where nothing was
   * ever captured here.
   *
   * @throws Problem when the file is there and can't be read
   */
  static Optional<CaptureAccount> read(DataDirectory data, Instant since) {
    Path file = data.capture().resolve("accounting.json");
    return Files.exists(file) ? Optional.of(read(file, since)) : Optional.empty();
  }

  /**
   * The same of that file, another collector's, say.
   *
   * @throws Problem when it can't be read
   */
  static CaptureAccount read(Path file, Instant since) {
    try {
      JsonNode root = JSON.readTree(file.toFile());
      String collector = root.required("collector_id").asText();
      List<JournaledHour> hours = new ArrayList<>();
      for (JsonNode hour : root.required("hours")) {
        Instant start = Instant.parse(hour.required("hour").asText());
        if (!start.isBefore(since)) {
          hours.add(
              new JournaledHour(
                  collector,
                  start,
                  hour.required("accepted").asLong() + hour.required("rejected").asLong()));
        }
      }
      return new CaptureAccount(collector, hours);
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
