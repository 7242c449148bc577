package dev.tributary.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.capture.ship.Topics;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each durability mode has done when its answer arrives. */
class DurabilityTest {

  private static final Map<String, String> BROKERED =
      Map.of("capture.durability", "brokered", "capture.drain_seconds", "0");

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
  void brokeredAnAnswerComesBehindKafkas() throws Exception {
    CaptureFixture.register(data, "launch", "https://shop.example/");
    try (CaptureFixture capture = CaptureFixture.start(data, BROKERED, broker::bootstrapServers)) {
      HttpResponse<String> first = capture.post(SampleEvents.pageView("first", "v"));
      assertThat(first.statusCode()).isIn(202, 503); // The first has to find the broker.
      Eventually.holds("Kafka has the first", () -> capture.server().shipped() == 1);
      for (int i = 0; i < 5; i++) {
        assertThat(capture.post(SampleEvents.pageView("event-" + i, "v")).statusCode())
            .isEqualTo(202);
        assertThat(capture.server().shipped()).isEqualTo(capture.server().journaled());
      }
      assertThat(location(capture)).contains("tcid=");
      assertThat(capture.server().shipped()).isEqualTo(7);
    }
    String collector = Files.readString(data.resolve("capture/collector.id")).strip();
    assertThat(
            broker.messages(Topics.EVENTS).stream()
                .filter(message -> message.headers().get("collector_id").equals(collector)))
        .hasSize(7);
  }

  @Test
  void brokeredWithoutABrokerTheVisitorIsSentOnInTimeAndTheSenderToldToComeAgain()
      throws Exception {
    CaptureFixture.register(data, "launch", "https://shop.example/");
    Map<String, String> hasty =
        Map.of(
            "capture.durability", "brokered",
            "capture.confirm_milliseconds", "50",
            "capture.drain_seconds", "0");
    try (CaptureFixture capture = CaptureFixture.start(data, hasty)) {
      assertThat(location(capture)).contains("tcid=");
      HttpResponse<String> answer = capture.post(SampleEvents.pageView("e", "v"));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("5");
      assertThat(answer.body()).contains("not confirmed");
      assertThat(capture.get("/v1/pixel.gif?x=1").headers().firstValue("X-Event-Accepted"))
          .contains("false; unconfirmed");
      assertThat(capture.metric("tributary_capture_unconfirmed_total")).isEqualTo(3);
    }
    // What was not confirmed is in the journal, and goes to Kafka when that is back.
    try (CaptureFixture capture = CaptureFixture.start(data, BROKERED, broker::bootstrapServers)) {
      Eventually.holds("Kafka has all three", () -> capture.server().shipped() == 3);
    }
  }

  @Test
  void aSlowBrokerHoldsUpNoVisitorAndGetsAllInTheEnd() throws Exception {
    CaptureFixture.register(data, "launch", "https://shop.example/");
    broker.limitProducers(20_000);
    try (CaptureFixture capture = CaptureFixture.start(data, Map.of(), broker::bootstrapServers)) {
      int posts = 30;
      for (int i = 0; i < posts; i++) {
        assertThat(capture.post(SampleEvents.pageViews("slow-" + i + "-", 0, 20)).statusCode())
            .isEqualTo(202);
        assertThat(location(capture)).contains("tcid=");
      }
      assertThat(capture.server().journaled()).isEqualTo(21L * posts);
      assertThat(capture.server().shipped()).isLessThan(21L * posts);
      broker.limitProducers(1e9);
      Eventually.holds("Kafka has all", () -> capture.server().shipped() == 21L * posts);
    }
  }

  @Test
  void powerSafeAnswersAreGivenAndShippedBehindTheirSync() throws Exception {
    CaptureFixture.register(data, "launch", "https://shop.example/");
    Map<String, String> power = Map.of("capture.durability", "power");
    try (CaptureFixture capture = CaptureFixture.start(data, power, broker::bootstrapServers)) {
      assertThat(location(capture)).contains("tcid=");
      assertThat(capture.post(SampleEvents.pageViews("p-", 0, 10)).statusCode()).isEqualTo(202);
      Eventually.holds("Kafka has all", () -> capture.server().shipped() == 11);
      assertThat(capture.metric("tributary_capture_unconfirmed_total")).isZero();
    }
  }

  @Test
  void whoWaitsForAnAnswerWhenTheEndIsAskedForGetsIt() throws Exception {
    CaptureFixture.register(data, "launch", "https://shop.example/");
    Map<String, String> slow =
        Map.of(
            "capture.durability", "brokered",
            "capture.confirm_milliseconds", "500",
            "capture.drain_seconds", "0");
    CaptureFixture capture = CaptureFixture.start(data, slow);
    try (RawConnection visitor = new RawConnection(capture.port());
        RawConnection sender = new RawConnection(capture.port());
        RawConnection resting = new RawConnection(capture.port())) {
      String event = SampleEvents.pageView("e", "v");
      visitor.send("GET /r/launch HTTP/1.1\r\nHost: a\r\n\r\n");
      sender.send(
          "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: "
              + event.length()
              + "\r\n\r\n"
              + event);
      Eventually.holds("both are journaled", () -> capture.server().journaled() == 2);
      capture.close();
      assertThat(visitor.readAll())
          .startsWith("HTTP/1.1 302 ")
          .contains("location: https://shop.example/", "connection: close");
      assertThat(sender.readAll()).startsWith("HTTP/1.1 503 ").contains("not confirmed");
      assertThat(resting.readAll()).isEmpty();
    }
  }

  private static String location(CaptureFixture capture) throws Exception {
    return capture.get("/r/launch").headers().firstValue("Location").orElseThrow();
  }
}
