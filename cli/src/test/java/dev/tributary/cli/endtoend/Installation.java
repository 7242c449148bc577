package dev.tributary.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.capture.link.Link;
import dev.tributary.capture.link.LinkRegistry;
import dev.tributary.capture.link.LinkStatus;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.event.Campaign;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A folder with the launcher's files and a data directory, and the commands that are run there. */
record Installation(Path home, DataDirectory data) {

  /** The registered link; its clicks are of the channel Email. */
  static final String LINK = "spring";

  static Installation in(Path home) throws IOException {
    LaunchFiles.write(home);
    DataDirectory data = new DataDirectory(home.resolve("data"));
    Installation installation = new Installation(home, data);
    installation.register(LINK, "https://shop.example.com/spring");
    return installation;
  }

  /** Registers a link of the newsletter. */
  void register(String link, String destination) {
    new LinkRegistry(data.capture().resolve("links.json"))
        .add(
            new Link(
                link,
                destination,
                new Campaign("newsletter", "email", "spring", null, null, null),
                Instant.now(),
                "marketing",
                LinkStatus.ACTIVE,
                null));
  }

  /**
   * Starts the platform.
   *
   * @param origin of the pages that may send events
   */
  Run up(String origin) throws IOException {
    return Run.start(
        home,
        "light",
        "up",
        "--data",
        data.root().toString(),
        "--set",
        "capture.allowed_origins=" + origin,
        "--capture-port",
        "0",
        "--serve-port",
        "0",
        "--kafka-port",
        "0");
  }

  /** Runs the nightly batch of a day to its end and answers the publication's id. */
  String publish(LocalDate day) throws IOException, InterruptedException {
    try (Run batch =
        Run.start(
            home,
            "full",
            "batch",
            "--data",
            data.root().toString(),
            "--date",
            day.toString(),
            "--run-id",
            "nightly",
            "--format",
            "jsonl")) {
      assertThat(batch.end()).as(batch.errors()).isZero();
      return new ObjectMapper().readTree(batch.output()).path("publication_id").textValue();
    }
  }

  /** What is said beside the answer that a day is complete. */
  String complete(Path data, LocalDate day, String... more)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("complete", "--data", data.toString()));
    arguments.addAll(List.of("--date", day.toString()));
    arguments.addAll(List.of(more));
    try (Run complete = Run.start(home, "light", arguments.toArray(String[]::new))) {
      assertThat(complete.end()).as(complete.errors()).isZero();
      return complete.errors();
    }
  }
}
