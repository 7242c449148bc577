package dev.tributary.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.capture.TestBroker.Message;
import dev.tributary.capture.ship.Topics;
import dev.tributary.core.event.Campaign;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the journal to a real broker, also one that is away for a while. */
class ShippingTest {

  @TempDir static Path kafka;
  static TestBroker broker;

  @TempDir Path data;

  @BeforeAll
  static void start() throws Exception {
    broker = new TestBroker(kafka);
    broker.start();
    broker.makeTopics();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void clicksEventsAndRejectionsReachTheirTopicsWithTheirEnvelope() throws Exception {
    CaptureFixture.register(
        data,
        "launch",
        "https://shop.example/",
        new Campaign("newsletter", "email", "Autumn launch", "Group 1", "shoes", "banner"));
    try (CaptureFixture capture = CaptureFixture.start(data, Map.of(), broker::bootstrapServers)) {
      String location = capture.get("/r/launch").headers().firstValue("Location").orElseThrow();
      String clickId = location.substring(location.indexOf("tcid=") + 5);
      capture.post(
          "[" + SampleEvents.pageView("s1", "visitor-1") + "," + SampleEvents.rejected() + "]");
      String collector = Files.readString(data.resolve("capture/collector.id")).strip();
      awaitShipped(capture, 3);

      Message click = of(Topics.EVENTS, collector, 1);
      JsonNode json = new ObjectMapper().readTree(click.value());
      assertThat(click.key()).isEqualTo(clickId);
      assertThat(json.path("event_type").asText()).isEqualTo("click");
      assertThat(json.path("click_id").asText()).isEqualTo(clickId);
      assertThat(json.path("click_id_type").asText()).isEqualTo("tcid");
      assertThat(json.path("link_id").asText()).isEqualTo("launch");
      assertThat(json.path("source").asText()).isEqualTo("newsletter");
      assertThat(json.path("medium").asText()).isEqualTo("email");
      assertThat(json.path("campaign").asText()).isEqualTo("Autumn launch");
      assertThat(json.path("ad_group").asText()).isEqualTo("Group 1");
      assertThat(json.path("term").asText()).isEqualTo("shoes");
      assertThat(json.path("content").asText()).isEqualTo("banner");
      assertThat(json.has("visitor_id")).isFalse();

      Message view = of(Topics.EVENTS, collector, 2);
      assertThat(view.key()).isEqualTo("visitor-1");
      assertThat(view.headers())
          .containsKeys("key", "received_at")
          .containsEntry("status", "ok")
          .containsEntry("schema_version", "1");

      Message rejected = of(Topics.REJECTED, collector, 3);
      assertThat(rejected.headers())
          .containsEntry("reason", "missing_consent")
          .containsKeys("problem", "remedy", "size");
      assertEachStageIsTimed(capture);
    }
  }

  /** One click, and one post with two events. */
  private static void assertEachStageIsTimed(CaptureFixture capture) throws Exception {
    assertThat(capture.metric("tributary_capture_received_seconds_count"))
        .isGreaterThanOrEqualTo(2);
    assertThat(capture.metric("tributary_capture_redirect_seconds_count")).isEqualTo(1);
    assertThat(capture.metric("tributary_capture_events_seconds_count")).isEqualTo(1);
    assertThat(capture.metric("tributary_capture_journal_seconds_count")).isEqualTo(2);
    assertThat(capture.metric("tributary_capture_shipped_seconds_count")).isEqualTo(3);
    assertThat(capture.metric("tributary_capture_shipped_seconds_sum")).isPositive();
    assertThat(capture.metric("tributary_capture_journal_records")).isZero();
    assertThat(capture.metric("tributary_capture_journal_age_seconds")).isZero();
  }

  @Test
  void aFaultOfTheProcessIsToldAndShippingGoesOnBehindIt() throws Exception {
    AtomicBoolean missing = new AtomicBoolean(true);
    Supplier<String> servers =
        () -> {
          if (missing.get()) {
            throw new NoClassDefFoundError("org/apache/kafka/Any");
          }
          return broker.bootstrapServers();
        };
    try (CaptureFixture capture = CaptureFixture.start(data, Map.of(), servers)) {
      assertThat(capture.post(SampleEvents.pageView("e", "v")).statusCode()).isEqualTo(202);
      Eventually.holds("it is alerted", () -> alert(capture) == 1);
      assertThat(capture.metric("tributary_capture_shipping_faults")).isPositive();
      assertThat(capture.get("/healthz").body()).contains("Shipping to Kafka fails by a fault");
      assertThat(capture.get("/readyz").statusCode()).isEqualTo(200);
      missing.set(false);
      awaitShipped(capture, 1);
      Eventually.holds("the alert is over", () -> alert(capture) == 0);
      assertThat(capture.get("/healthz").body()).contains("\"alerts\":[]");
    }
  }

  private static double alert(CaptureFixture capture) {
    try {
      return capture.metric("tributary_capture_alert_shipping");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whileTheBrokerIsAwayNothingWaitsAndWhenItIsBackAllArrivesInOrder() throws Exception {
    CaptureFixture.register(data, "launch", "https://shop.example/");
    try (CaptureFixture capture = CaptureFixture.start(data, Map.of(), broker::bootstrapServers)) {
      String collector = Files.readString(data.resolve("capture/collector.id")).strip();
      capture.post(SampleEvents.pageViews("before-", 0, 100));
      awaitShipped(capture, 100);
      broker.stop();
      for (int i = 0; i < 10; i++) {
        assertThat(capture.get("/r/launch").statusCode()).isEqualTo(302);
        assertThat(capture.post(SampleEvents.pageViews("away-", i * 100, 100)).statusCode())
            .isEqualTo(202);
      }
      assertThat(capture.server().journaled()).isEqualTo(1110);
      broker.start();
      awaitShipped(capture, 1110);
      List<Message> arrived =
          broker.messages(Topics.EVENTS).stream()
              .filter(message -> message.headers().get("collector_id").equals(collector))
              .toList();
      assertThat(arrived.stream().map(Message::sequence).distinct().sorted())
          .isEqualTo(LongStream.rangeClosed(1, 1110).boxed().toList());
      assertThat(sequencesOf(arrived, 0)).isSorted();
      assertThat(sequencesOf(arrived, 1)).isSorted();
    }
  }

  @Test
  void aRestartGoesOnBehindTheCursorAndItsAccountingAgreesWithTheTopics() throws Exception {
    try (CaptureFixture capture = CaptureFixture.start(data, Map.of(), broker::bootstrapServers)) {
      capture.post(SampleEvents.pageViews("first-", 0, 50));
    }
    try (CaptureFixture capture =
        CaptureFixture.start(data, Map.of("capture.drain_seconds", "0"))) {
      capture.post(SampleEvents.pageViews("second-", 0, 50));
      capture.post(SampleEvents.rejected());
    }
    String collector;
    try (CaptureFixture capture = CaptureFixture.start(data, Map.of(), broker::bootstrapServers)) {
      awaitShipped(capture, 101);
      collector = Files.readString(data.resolve("capture/collector.id")).strip();
    }
    assertThat(
            broker.messages(Topics.EVENTS).stream()
                .filter(message -> message.headers().get("collector_id").equals(collector)))
        .hasSize(100);
    JsonNode accounting =
        new ObjectMapper().readTree(data.resolve("capture/accounting.json").toFile());
    assertThat(accounting.path("counted_through").asLong()).isEqualTo(101);
    assertThat(accounting.path("shipped_through").asLong()).isEqualTo(101);
    assertThat(sum(accounting, "accepted")).isEqualTo(100);
    assertThat(sum(accounting, "rejected")).isEqualTo(1);
  }

  @Test
  void whatWaitedForABrokerThatWasNeverReachedArrivesInOrder() throws Exception {
    broker.stop();
    AtomicInteger attempts = new AtomicInteger();
    try (CaptureFixture capture =
        CaptureFixture.start(
            data,
            Map.of(),
            () -> {
              attempts.incrementAndGet(); // Each attempt asks once.
              return broker.bootstrapServers();
            })) {
      int before = attempts.get();
      capture.post(SampleEvents.pageViews("early-", 0, 50));
      Eventually.holds("a record was given up", () -> attempts.get() > before + 1);
      broker.start();
      awaitShipped(capture, 50);
    }
    String collector = Files.readString(data.resolve("capture/collector.id")).strip();
    List<Message> arrived =
        broker.messages(Topics.EVENTS).stream()
            .filter(message -> message.headers().get("collector_id").equals(collector))
            .toList();
    assertThat(sequencesOf(arrived, 0).stream().distinct()).isSorted();
    assertThat(sequencesOf(arrived, 1).stream().distinct()).isSorted();
    assertThat(arrived.stream().map(Message::sequence).distinct()).hasSize(50);
  }

  @Test
  void aCursorThatIsGoneHasWhatIsLeftSentAgainAndNothingCountedAsMissing() throws Exception {
    Map<String, String> small = Map.of("capture.segment_bytes", "4096");
    try (CaptureFixture capture = CaptureFixture.start(data, small, broker::bootstrapServers)) {
      for (int i = 1; i <= 10; i++) {
        capture.post(SampleEvents.pageViews("kept-" + i + "-", 0, 10));
        awaitShipped(capture, 10 * i);
      }
      Path first = data.resolve("capture/journal/00000000000000000001.journal");
      Eventually.holds("the first segment is deleted", () -> !Files.exists(first));
    }
    Files.delete(data.resolve("capture/cursor"));
    try (CaptureFixture capture = CaptureFixture.start(data, small, broker::bootstrapServers)) {
      capture.post(SampleEvents.pageView("next", "v"));
      awaitShipped(capture, 101);
      assertThat(capture.metric("tributary_capture_missing_records")).isZero();
    }
  }

  private static long sum(JsonNode accounting, String field) {
    long sum = 0;
    for (JsonNode hour : accounting.path("hours")) {
      sum += hour.path(field).asLong();
    }
    return sum;
  }

  private static void awaitShipped(CaptureFixture capture, long sequence) {
    Eventually.holds(
        "Kafka has acknowledged sequence " + sequence,
        () -> capture.server().shipped() >= sequence);
  }

  private static Message of(String topic, String collector, long sequence) {
    return broker.messages(topic).stream()
        .filter(message -> message.headers().get("collector_id").equals(collector))
        .filter(message -> message.sequence() == sequence)
        .findFirst()
        .orElseThrow();
  }

  private static List<Long> sequencesOf(List<Message> messages, int partition) {
    return messages.stream()
        .filter(message -> message.partition() == partition)
        .map(Message::sequence)
        .toList();
  }
}
