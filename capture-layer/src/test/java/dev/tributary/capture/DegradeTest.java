package dev.tributary.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.capture.intake.CapturedEvent;
import dev.tributary.capture.intake.Door;
import dev.tributary.core.admission.Admission;
import dev.tributary.core.config.Config;
import dev.tributary.core.event.Device;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes on when a part fails. */
class DegradeTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir Path data;
  @TempDir Path kafka;

  @Test
  void whereValidationFailsTheEventIsKeptForAReplayAsFarAsItsConsentAllows() {
    // Without a key for pseudonyms, admission fails on whoever is known.
    Door door = new Door(new Admission(Config.defaults(), null), "collector");
    String event =
        SampleEvents.pageView("e", "v").replace("{\"schema", "{\"user_id\":\"u\",\"schema");
    CapturedEvent.Refused kept = (CapturedEvent.Refused) posted(door, event);
    assertThat(kept.reason()).isEqualTo("validation_unavailable");
    assertThat(new String(kept.payload(), StandardCharsets.UTF_8)).isEqualTo(event);
    String denied = event.replace("\"advertising\":\"granted\"", "\"advertising\":\"denied\"");
    CapturedEvent.Refused reduced = (CapturedEvent.Refused) posted(door, denied);
    assertThat(reduced.reason()).isEqualTo("validation_unavailable");
    assertThat(reduced.payload()).isNull();
    assertThat(posted(door, SampleEvents.pageView("f", "v")))
        .isInstanceOf(CapturedEvent.Accepted.class);
  }

  private static CapturedEvent posted(Door door, String event) {
    return door.posted(event.getBytes(StandardCharsets.UTF_8), NOON, Device.UNKNOWN);
  }

  @Test
  void aClockThatIsSetBackALittleStandsStillAndOneSetBackFarIsBelieved() {
    Queue<Instant> times =
        new ArrayDeque<>(
            List.of(
                NOON,
                NOON.minusSeconds(60),
                NOON.plusSeconds(1),
                NOON.minusSeconds(3_600),
                NOON.minusSeconds(3_599)));
    InstantSource clock = new SteadyClock(times::remove);
    assertThat(List.of(clock.instant(), clock.instant(), clock.instant()))
        .containsExactly(NOON, NOON, NOON.plusSeconds(1));
    assertThat(clock.instant()).isEqualTo(NOON.minusSeconds(3_600));
    assertThat(clock.instant()).isEqualTo(NOON.minusSeconds(3_599));
  }

  @Test
  @Timeout(30)
  void aDiskThatHangsUnderTheRegistryHoldsNoVisitorUp() throws Exception {
    CaptureFixture.register(data, "spring", "https://shop.example/");
    try (CaptureFixture capture = CaptureFixture.start(data, Map.of())) {
      Path links = data.resolve("capture/links.json");
      Path aside = Files.move(links, links.resolveSibling("aside.json"));
      // Whoever reads a pipe waits until somebody writes.
      assertThat(new ProcessBuilder("mkfifo", links.toString()).start().waitFor()).isZero();
      for (int i = 0; i < 8; i++) {
        assertThat(capture.get("/r/unknown-" + i).statusCode()).isEqualTo(404);
        assertThat(capture.get("/r/spring").statusCode()).isEqualTo(302);
      }
      try (OutputStream reached = Files.newOutputStream(links)) {
        byte[] registered = Files.readAllBytes(aside);
        Files.move(aside, links, StandardCopyOption.REPLACE_EXISTING);
        reached.write(registered);
      }
      CaptureFixture.register(data, "summer", "https://shop.example/");
      Eventually.holds("it looks again", () -> follows(capture, "summer"));
    }
  }

  private static boolean follows(CaptureFixture capture, String link) {
    try {
      return capture.get("/r/" + link).statusCode() == 302;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatIsCountedIsSavedWhileTheShipperWaitsForKafka() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    try (CaptureFixture capture =
        CaptureFixture.start(
            data,
            Map.of(),
            () -> {
              await(answered);
              return "";
            })) {
      try {
        assertThat(capture.post(SampleEvents.pageViews("a-", 0, 10)).statusCode()).isEqualTo(202);
        Eventually.holds("it is saved", () -> saved().contains("\"counted_through\":10,"));
      } finally {
        answered.countDown();
      }
    }
  }

  /** A segment that can't be opened keeps who asks for the oldest event waiting. */
  @Test
  @Timeout(60)
  void aDiskThatHangsUnderTheMetricsHoldsNoVisitorUp() throws Exception {
    CaptureFixture.register(data, "launch", "https://shop.example/");
    try (CaptureFixture capture = CaptureFixture.start(data, Map.of())) {
      Path segment = data.resolve("capture/journal/00000000000000000001.journal");
      Path aside = Files.move(segment, data.resolve("aside"));
      assertThat(new ProcessBuilder("mkfifo", segment.toString()).start().waitFor()).isZero();
      try {
        assertThat(capture.post(SampleEvents.pageView("a", "v")).statusCode()).isEqualTo(202);
        assertThat(capture.metric("tributary_capture_journal_records")).isEqualTo(1);
        for (int i = 0; i < 4; i++) {
          // Each on a connection of its own: the event loops take turns.
          assertThat(
                  RawConnection.answer(
                      capture.port(),
                      "GET /r/launch HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
              .startsWith("HTTP/1.1 302 ");
        }
      } finally {
        try (OutputStream reached = Files.newOutputStream(segment)) {
          Files.move(aside, segment, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private String saved() {
    try {
      Path accounting = data.resolve("capture/accounting.json");
      return Files.exists(accounting) ? Files.readString(accounting) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void highWaterMarksAreRaisedBeforeAnythingIsRefusedAndEndWithTheirCause() throws Exception {
    Map<String, String> settings =
        Map.of(
            "capture.journal_bytes", "1048576",
            "capture.alert_percent", "50",
            "capture.alert_seconds", "1");
    AtomicReference<String> servers = new AtomicReference<>("");
    try (TestBroker broker = new TestBroker(kafka)) {
      broker.start();
      broker.makeTopics();
      try (CaptureFixture capture = CaptureFixture.start(data, settings, servers::get)) {
        assertThat(capture.metric("tributary_capture_alert_journal_bytes")).isZero();
        assertThat(capture.post(SampleEvents.pageViews("a-", 0, 1_000)).statusCode())
            .isEqualTo(202);
        assertThat(capture.post(SampleEvents.pageViews("b-", 0, 500)).statusCode()).isEqualTo(202);
        Eventually.holds("both marks", () -> raised(capture, "bytes") && raised(capture, "age"));
        servers.set(broker.bootstrapServers());
        Eventually.holds("no mark", () -> !raised(capture, "bytes") && !raised(capture, "age"));
      }
    }
  }

  private static boolean raised(CaptureFixture capture, String mark) {
    try {
      return capture.metric("tributary_capture_alert_journal_" + mark) == 1;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
