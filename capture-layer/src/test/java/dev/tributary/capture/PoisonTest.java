package dev.tributary.capture;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.capture.TestBroker.Message;
import dev.tributary.capture.journal.Journal;
import dev.tributary.capture.journal.JournalOptions;
import dev.tributary.capture.ship.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that Kafka never takes, or that nobody can read, hold up nothing behind them. */
class PoisonTest {

  private static final int TOPIC_BYTES = 2_000;

  @TempDir Path kafka;
  @TempDir Path data;

  @Test
  void poisonGoesToTheRejectedWithItsReasonAndTheRestGoesOn() throws Exception {
    try (Journal journal =
        Journal.open(
            new JournalOptions(data.resolve("capture/journal"), 1 << 20, Long.MAX_VALUE, 0))) {
      journal.append(List.of(new byte[] {99, 1, 2, 3})); // No form that any version writes.
    }
    try (TestBroker broker = new TestBroker(kafka)) {
      broker.start();
      broker.makeTopics(Map.of("max.message.bytes", Integer.toString(TOPIC_BYTES)));
      try (CaptureFixture capture =
          CaptureFixture.start(data, Map.of(), broker::bootstrapServers)) {
        capture.post(SampleEvents.pageView("before", "v"));
        capture.post(large());
        capture.post(large().replace("\"consent\"", "\"cons\""));
        capture.post(SampleEvents.pageView("behind", "v"));
        Eventually.holds("all five are settled", () -> capture.server().shipped() == 5);
        assertThat(capture.metric("tributary_capture_undeliverable_records")).isEqualTo(3);
      }
      assertThat(broker.messages(Topics.EVENTS).stream().map(Message::sequence))
          .containsOnly(2L, 5L);
      Map<Long, Message> rejected =
          broker.messages(Topics.REJECTED).stream()
              .collect(toMap(Message::sequence, message -> message));
      assertThat(rejected).containsOnlyKeys(1L, 3L, 4L);
      assertThat(rejected.values())
          .allSatisfy(
              message -> assertThat(message.headers()).containsKeys("problem", "remedy", "size"));
      assertThat(rejected.get(1L).headers()).containsEntry("reason", "undeliverable");
      assertThat(rejected.get(3L).headers()).containsEntry("reason", "undeliverable");
      // Too large for both topics, and refused for what it lacks.
      assertThat(rejected.get(4L).headers()).containsEntry("reason", "missing_consent");
      assertThat(rejected.get(4L).value()).isEmpty();
    }
  }

  @Test
  void whatTheDiskLostIsCountedOnceHoweverOftenShippingBeginsAgain() throws Exception {
    try (CaptureFixture capture = CaptureFixture.start(data, Map.of())) {
      capture.post(SampleEvents.pageView("before", "v"));
      capture.post(SampleEvents.pageView("damaged", "v"));
      capture.post(large());
      capture.post(SampleEvents.pageView("behind", "v"));
    }
    damage("damaged");
    try (TestBroker broker = new TestBroker(kafka)) {
      broker.start();
      broker.makeTopics(Map.of("max.message.bytes", Integer.toString(TOPIC_BYTES)));
      try (CaptureFixture capture =
          CaptureFixture.start(data, Map.of(), broker::bootstrapServers)) {
        // Kafka refuses the large one, and shipping begins again with it.
        Eventually.holds("all are settled", () -> capture.server().shipped() == 4);
        assertThat(capture.metric("tributary_capture_undeliverable_records")).isEqualTo(1);
        assertThat(capture.metric("tributary_capture_missing_records")).isEqualTo(1);
        Eventually.holds(
            "it is told",
            () -> {
              try {
                return capture.get("/healthz").body().contains("The disk lost records");
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
      }
      assertThat(broker.messages(Topics.EVENTS).stream().map(Message::sequence))
          .containsOnly(1L, 4L);
    }
  }

  /** The clocks of the edge and of Kafka differ by more than the topic allows, for a while. */
  @Test
  void whatKafkaRefusesForTheClockArrivesWhenTheClockIsRight() throws Exception {
    String allowed = "message.timestamp.before.max.ms";
    try (TestBroker broker = new TestBroker(kafka)) {
      broker.start();
      broker.makeTopics(Map.of(allowed, "0"));
      AtomicInteger attempts = new AtomicInteger();
      Supplier<String> servers =
          () -> {
            attempts.incrementAndGet();
            return broker.bootstrapServers();
          };
      try (CaptureFixture capture = CaptureFixture.start(data, Map.of(), servers)) {
        capture.post(SampleEvents.pageViews("e-", 0, 20));
        // Many in a batch, one alone, and whatever would come if that had counted as poison.
        Eventually.holds("three attempts have failed", () -> attempts.get() >= 4);
        assertThat(capture.server().shipped()).isZero();
        assertThat(capture.metric("tributary_capture_kafka_connected")).isZero();
        broker.set(allowed, Long.toString(Long.MAX_VALUE));
        Eventually.holds("all are settled", () -> capture.server().shipped() == 20);
        assertThat(capture.metric("tributary_capture_undeliverable_records")).isZero();
      }
      assertThat(broker.messages(Topics.EVENTS).stream().map(Message::sequence).distinct())
          .hasSize(20);
      assertThat(broker.messages(Topics.REJECTED)).isEmpty();
    }
  }

  private void damage(String event) throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("capture/journal"))) {
      Path segment = files.filter(file -> file.toString().endsWith(".journal")).findAny().get();
      // One character for one byte, there and back.
      String bytes = Files.readString(segment, StandardCharsets.ISO_8859_1);
      assertThat(bytes).contains(event);
      Files.writeString(segment, bytes.replace(event, "DAMAGED"), StandardCharsets.ISO_8859_1);
    }
  }

  private static String large() {
    return SampleEvents.pageView("large", "v").replace("?utm", "?x=" + "y".repeat(1_900) + "&utm");
  }
}
