package dev.tributary.cli.drill;

import dev.tributary.capture.link.Link;
import dev.tributary.capture.link.LinkRegistry;
import dev.tributary.capture.link.LinkStatus;
import dev.tributary.cli.launch.JavaProcess;
import dev.tributary.cli.output.Problem;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.event.Campaign;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The capture layer in a process of its own. */
final class CaptureProcess {

  private static final String ALL_SHIPPED = "\ntributary_capture_journal_records 0\n";

  private CaptureProcess() {}

  /** Registers a link of the channel Email before it is started. */
  static void register(Path data, String link) {
    new LinkRegistry(new DataDirectory(data).capture().resolve("links.json"))
        .add(
            new Link(
                link,
                "https://shop.example/",
                new Campaign("drill", "email", "drill", null, null, null),
                Instant.now(),
                "drill",
                LinkStatus.ACTIVE,
                null));
  }

  /** Starts it; port 0 picks a free one. */
  static DrilledProcess start(Path data, int port, Map<String, String> settings, Path log)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("capture", "--data", data.toString(), "--port", Integer.toString(port)));
    settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    return DrilledProcess.start(
        "capture", JavaProcess.command("capture", JavaProcess.shortLived(), arguments), log);
  }

  /**
   * Waits until all that it journaled is in Kafka.
   *
   * @throws Problem when it is not in time
   */
  static void awaitShipped(String address, Duration patience)
      throws IOException, InterruptedException {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest metrics =
        HttpRequest.newBuilder(URI.create(address + "/metrics"))
            .timeout(Duration.ofSeconds(30))
            .build();
    long deadline = System.nanoTime() + patience.toNanos();
    while (!http.send(metrics, HttpResponse.BodyHandlers.ofString()).body().contains(ALL_SHIPPED)) {
      if (System.nanoTime() > deadline) {
        throw new Problem(
            "The capture layer did not ship its journal within " + patience.toSeconds() + " s.",
            "Its metrics still name records that are not in Kafka.",
            "The drill ended there: its log says what keeps it.");
      }
      Thread.sleep(50);
    }
  }
}
