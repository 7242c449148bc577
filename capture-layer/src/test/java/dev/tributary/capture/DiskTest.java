package dev.tributary.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.core.config.DataException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the journal can't take any more. */
class DiskTest {

  private static final Map<String, String> SMALL =
      Map.of("capture.journal_bytes", "1048576", "capture.drain_seconds", "0");

  private static final Map<String, String> SMALL_FILES =
      Map.of(
          "capture.journal_bytes", "1048576",
          "capture.drain_seconds", "0",
          "capture.segment_bytes", "65536");

  @TempDir Path data;

  @Test
  void atItsBoundEventsAreTurnedAwayAndVisitorsSentOnAndTheLossIsCounted() throws Exception {
    CaptureFixture.register(data, "launch", "https://shop.example/");
    try (CaptureFixture capture = CaptureFixture.start(data, SMALL_FILES)) {
      HttpResponse<String> answer = fill(capture);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("5");
      assertThat(answer.body()).contains("\"remedy\"");
      long journaled = capture.server().journaled();
      while (capture.get("/r/launch").headers().firstValue("Location").get().contains("tcid=")) {
        journaled++; // What little room is left takes some clicks still.
      }
      assertThat(capture.server().journaled()).isEqualTo(journaled);
      assertThat(capture.get("/readyz").statusCode()).isEqualTo(503);
      String picture =
          "/v1/pixel.gif?visitor_id=v&consent_analytics=granted&consent_advertising=granted&more="
              + "m".repeat(2000);
      assertThat(capture.get(picture).headers().firstValue("X-Event-Accepted"))
          .contains("false; bound_reached");
      assertThat(capture.get("/metrics").body())
          .contains("tributary_capture_refused_pictures_total{reason=\"bound_reached\"} 1\n")
          .contains("tributary_capture_lost_clicks_total{cause=\"bound_reached\"} 1\n")
          .contains("tributary_capture_turned_away_total{cause=\"bound_reached\"} 500\n");
    }
    JsonNode hours =
        new ObjectMapper().readTree(data.resolve("capture/accounting.json").toFile()).get("hours");
    assertThat(hours.findValues("lost_clicks").stream().mapToLong(JsonNode::asLong).sum())
        .isEqualTo(1);
    assertThat(hours.findValues("lost_pictures").stream().mapToLong(JsonNode::asLong).sum())
        .isEqualTo(1);
    assertThat(hours.findValues("turned_away").stream().mapToLong(JsonNode::asLong).sum())
        .isEqualTo(500);
    // What waited for Kafka before a restart waits behind it, and counts against the bound.
    try (CaptureFixture restarted = CaptureFixture.start(data, SMALL_FILES)) {
      assertThat(restarted.post(SampleEvents.pageViews("more-", 0, 500)).statusCode())
          .isEqualTo(503);
      assertThat(restarted.metric("tributary_capture_journal_bytes")).isGreaterThan(1_000_000);
    }
  }

  @Test
  void aWriteThatTheSystemCutsShortLeavesOnlyWhatWasAcknowledged() throws Exception {
    CaptureFixture.register(data, "launch", "https://shop.example/");
    int acknowledged = 0;
    CaptureProcess process = CaptureProcess.startWithFilesUpTo(48, data);
    try {
      CaptureClient client = new CaptureClient(process.port());
      while (client.post(SampleEvents.pageViews("e" + acknowledged + "-", 0, 7)) == 202) {
        acknowledged += 7;
      }
      assertThat(acknowledged).isPositive();
      assertThat(client.get("/r/launch").headers().firstValue("Location").orElseThrow())
          .startsWith("https://shop.example/");
      assertThat(client.get("/metrics").body())
          .contains("tributary_capture_turned_away_total{cause=\"disk\"} 7\n");
    } finally {
      process.kill();
    }
    try (CaptureFixture capture = CaptureFixture.start(data, SMALL)) {
      // The click may have fitted into what room was left.
      assertThat(capture.server().journaled()).isBetween((long) acknowledged, acknowledged + 1L);
      assertThat(capture.post(SampleEvents.pageView("after", "v")).statusCode()).isEqualTo(202);
    }
  }

  @Test
  void aJournalThatIsGoneStopsNoVisitor() throws Exception {
    CaptureFixture.register(data, "launch", "https://shop.example/");
    Map<String, String> everySegmentNew = Map.of("capture.segment_bytes", "4096");
    try (CaptureFixture capture = CaptureFixture.start(data, everySegmentNew)) {
      capture.post(SampleEvents.pageViews("fill-", 0, 20));
      Path journal = data.resolve("capture/journal");
      Path away = data.resolve("capture/away");
      Files.move(journal, away);
      // What comes before the next segment can't get its name is in the file that waits for it.
      Eventually.holds("a click is lost", () -> lost(capture));
      assertThat(capture.get("/r/launch").headers().firstValue("Location").orElseThrow())
          .startsWith("https://shop.example/?utm_source=newsletter")
          .doesNotContain("tcid");
      HttpResponse<String> refused = capture.post(SampleEvents.pageView("refused", "v"));
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body()).contains("(disk)").doesNotContain(data.toString());
      assertThat(capture.get("/readyz").body()).contains("(disk)").doesNotContain(data.toString());
      Files.move(away, journal);
      // Nobody sends to one that is not ready, so that it has to find out by itself.
      Eventually.holds("it is ready", () -> ready(capture));
      assertThat(capture.post(SampleEvents.pageView("taken", "v")).statusCode()).isEqualTo(202);
      assertThat(capture.get("/readyz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anAccountingThatCannotBeWrittenIsAlerted() throws Exception {
    Path accounting = data.resolve("capture/accounting.json");
    Path spare = accounting.resolveSibling("accounting.json.spare");
    try (CaptureFixture capture = CaptureFixture.start(data, SMALL)) {
      // Amid the first save the folder below would be given the name of the accounting itself.
      Eventually.holds("it is saved", () -> Files.exists(accounting) && Files.exists(spare));
      Files.createDirectories(accounting.resolveSibling("accounting.json.new"));
      Files.delete(spare);
      Files.createDirectories(spare);
      assertThat(capture.post(SampleEvents.pageView("taken", "v")).statusCode()).isEqualTo(202);
      Eventually.holds("it is alerted", () -> alerted(capture, "accounting"));
      assertThat(capture.get("/healthz").body()).contains("accounting.json");
      assertThat(alerted(capture, "cursor")).isFalse();
      Files.delete(accounting.resolveSibling("accounting.json.new"));
      Eventually.holds("it is over", () -> !alerted(capture, "accounting"));
    }
  }

  private static boolean alerted(CaptureFixture capture, String name) {
    try {
      return capture.metric("tributary_capture_alert_" + name) == 1;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static boolean lost(CaptureFixture capture) {
    try {
      return !capture.get("/r/launch").headers().firstValue("Location").get().contains("tcid");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void linksThatCannotBeReadChangeNothing() throws Exception {
    CaptureFixture.register(data, "launch", "https://shop.example/");
    try (CaptureFixture capture = CaptureFixture.start(data, Map.of())) {
      Files.writeString(data.resolve("capture/links.json"), "{\"version\":1,\"links\":[{");
      Eventually.holds("the fault is seen", () -> stale(capture) == 1);
      assertThat(capture.get("/r/launch").statusCode()).isEqualTo(302);
      Eventually.holds("it is told", () -> health(capture).contains("tributary links restore"));
    }
    try (CaptureFixture restarted = CaptureFixture.start(data, Map.of())) {
      assertThat(stale(restarted)).isEqualTo(1);
      assertThat(restarted.get("/r/launch").statusCode()).isEqualTo(302);
      restore(data);
      CaptureFixture.register(data, "later", "https://shop.example/later");
      Eventually.holds("the mended file is in use", () -> stale(restarted) == 0);
      assertThat(restarted.get("/r/later").statusCode()).isEqualTo(302);
      assertThat(restarted.get("/r/launch").statusCode()).isEqualTo(302);
    }
  }

  @Test
  void aFileOfLinksThatLacksKnownOnesEndsNone() throws Exception {
    Path links = data.resolve("capture/links.json");
    CaptureFixture.register(data, "launch", "https://shop.example/");
    byte[] before = Files.readAllBytes(links);
    CaptureFixture.register(data, "later", "https://shop.example/later");
    try (CaptureFixture capture = CaptureFixture.start(data, Map.of())) {
      Files.delete(links);
      Eventually.holds("the file is missed", () -> stale(capture) == 1);
      Files.write(links, before);
    }
    try (CaptureFixture restarted = CaptureFixture.start(data, Map.of())) {
      assertThat(stale(restarted)).isEqualTo(1);
      assertThat(restarted.get("/r/later").statusCode()).isEqualTo(302);
      restore(data);
      Eventually.holds("the restored file is in use", () -> stale(restarted) == 0);
      assertThat(restarted.get("/r/launch").statusCode()).isEqualTo(302);
      assertThat(restarted.get("/r/later").statusCode()).isEqualTo(302);
    }
  }

  private static void restore(Path data) {
    CaptureFixture.links(data).restore("tester", Instant.EPOCH);
  }

  @Test
  void aSecondCaptureOnOneDataDirectoryIsRefusedWithThePid() {
    try (CaptureFixture capture = CaptureFixture.start(data, Map.of())) {
      assertThat(capture.port()).isPositive();
      assertThatThrownBy(() -> CaptureFixture.start(data, Map.of()))
          .isInstanceOf(DataException.class)
          .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "10", "900 00000000", "10 00000000"})
  void damagedBookkeepingIsSetAsideAndCountedAnewFromTheJournal(String cursor) throws Exception {
    try (CaptureFixture capture = CaptureFixture.start(data, SMALL)) {
      capture.post(SampleEvents.pageViews("kept-", 0, 10));
    }
    Files.writeString(data.resolve("capture/accounting.json"), "{\"version\"");
    Files.writeString(data.resolve("capture/cursor"), cursor);
    try (CaptureFixture capture = CaptureFixture.start(data, SMALL)) {
      assertThat(capture.server().shipped()).isZero();
      assertThat(capture.server().journaled()).isEqualTo(10);
    }
    JsonNode accounting =
        new ObjectMapper().readTree(data.resolve("capture/accounting.json").toFile());
    assertThat(accounting.path("counted_through").asLong()).isEqualTo(10);
    assertThat(accounting.path("hours").findValues("accepted").get(0).asLong()).isEqualTo(10);
  }

  private static HttpResponse<String> fill(CaptureFixture capture) throws Exception {
    for (int i = 0; ; i++) {
      HttpResponse<String> answer = capture.post(SampleEvents.pageViews("e" + i + "-", 0, 500));
      if (answer.statusCode() != 202) {
        return answer;
      }
    }
  }

  private static boolean ready(CaptureFixture capture) {
    try {
      return capture.get("/readyz").statusCode() == 200;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String health(CaptureFixture capture) {
    try {
      return capture.get("/healthz").body();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static double stale(CaptureFixture capture) {
    try {
      return capture.metric("tributary_capture_links_stale");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
