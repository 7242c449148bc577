package dev.tributary.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.tributary.capture.http.Edge;
import dev.tributary.capture.http.EdgeOptions;
import dev.tributary.capture.http.EdgeServer;
import dev.tributary.capture.http.EdgeState;
import dev.tributary.capture.intake.Accounting;
import dev.tributary.capture.intake.Assurance;
import dev.tributary.capture.intake.Door;
import dev.tributary.capture.intake.Intake;
import dev.tributary.capture.journal.Journal;
import dev.tributary.capture.journal.JournalOptions;
import dev.tributary.capture.link.LiveKeys;
import dev.tributary.capture.link.LiveLinks;
import dev.tributary.capture.measure.Latency;
import dev.tributary.capture.sender.AddressLimit;
import dev.tributary.capture.sender.Senders;
import dev.tributary.core.admission.Admission;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.consent.Pseudonyms;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the log has of requests that make the edge fail with an exception that quotes them. */
class EdgeLogTest {

  private static final String MARKER = "annes-secret";

  @TempDir Path folder;
  private final LogRecorder log = new LogRecorder();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    log.close();
  }

  @Test
  void anExceptionThatQuotesARequestIsLoggedByItsKindAndPlaceAlone() throws Exception {
    LoggerFactory.getLogger("dev.tributary.capture").error("The log is read.");
    DataDirectory data = new DataDirectory(folder);
    try (EdgeServer edge =
        EdgeServer.start(EdgeOptions.of(Config.of(java.util.Map.of()), 0), edge(data))) {
      String address = "http://127.0.0.1:" + edge.port();
      assertThat(send(HttpRequest.newBuilder(URI.create(address + "/r/" + MARKER)))).isEqualTo(500);
      assertThat(send(HttpRequest.newBuilder(URI.create(address + "/v1/pixel.gif?q=" + MARKER))))
          .isEqualTo(200);
      assertThat(
              send(
                  HttpRequest.newBuilder(URI.create(address + "/v1/events?q=" + MARKER))
                      .header("Content-Type", "application/json")
                      .POST(HttpRequest.BodyPublishers.ofString("[{\"q\":\"" + MARKER + "\"}]"))))
          .isEqualTo(500);
    }
    assertThat(log.lines())
        .contains("The log is read.")
        .contains(" failed: java.lang.IllegalStateException")
        .contains("An event in a picture's address failed")
        .contains("A request with events failed")
        .contains("caused by java.lang.IllegalArgumentException")
        .contains("EdgeLogTest.java")
        .doesNotContain(MARKER);
  }

  @Test
  void theEdgeGivesNoExceptionToItsLog() {
    var edge =
        new ClassFileImporter()
            .importPackages("dev.tributary.capture.http", "dev.tributary.capture.intake");
    for (String level : List.of("error", "warn", "info", "debug", "trace")) {
      noClasses()
          .should()
          .callMethod(org.slf4j.Logger.class, level, String.class, Throwable.class)
          .check(edge);
    }
  }

  /** An edge whose clock fails with what it was asked for, as a library's parser might. */
  private static Edge edge(DataDirectory data) throws IOException {
    Path capture = data.capture();
    Accounting accounting = new Accounting(capture.resolve("accounting.json"), "edge");
    Journal journal =
        Journal.open(new JournalOptions(capture.resolve("journal"), 1 << 20, 1 << 20, 0));
    return new Edge(
        new Edge.Parts(
            new LiveLinks(capture.resolve("links.json"), Runnable::run),
            new LiveKeys(data.linkKeys()),
            new Door(
                new Admission(Config.defaults(), Pseudonyms.withKey(new byte[32])), "collector"),
            Intake.open(journal, accounting, Assurance.WRITTEN),
            Set.of(),
            new Senders(capture.resolve("senders.json"), System::nanoTime),
            new AddressLimit(0, System::nanoTime),
            List.of(),
            () -> {
              throw new IllegalStateException(
                  "can't read " + MARKER, new IllegalArgumentException("near " + MARKER));
            },
            Runnable::run,
            new EdgeState(() -> null, java.util.List::of, java.util.Map::of, new Latency())));
  }

  private int send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
