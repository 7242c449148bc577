package dev.tributary.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Durability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A launch in a process of 256 MiB: a hundred thousand events as fast as they can be posted. */
class MemoryTest {

  private static final int SENDERS = 8;
  private static final int REQUESTS = 25;
  private static final int EVENTS = 500;

  @TempDir Path data;
  @TempDir Path kafka;

  @Test
  void aHundredThousandEventsAtFullSpeedFitIntoASmallProcess() throws Exception {
    CaptureFixture.register(data, "launch", "https://shop.example/");
    try (TestBroker broker = new TestBroker(kafka)) {
      broker.start();
      broker.makeTopics();
      CaptureProcess process =
          CaptureProcess.start(data, broker.bootstrapServers(), Durability.PROCESS);
      try {
        CaptureClient client = new CaptureClient(process.port());
        for (Future<?> sender : send(client)) {
          sender.get();
        }
        long all = (long) SENDERS * REQUESTS * EVENTS;
        assertThat(client.metric("tributary_capture_events_accepted_total")).isEqualTo(all);
        Eventually.holds("Kafka has all", () -> shipped(client) == all);
        assertThat(client.get("/r/launch").statusCode()).isEqualTo(302);
      } finally {
        process.kill();
      }
      assertThat(
              broker.messages("events").stream()
                  .map(TestBroker.Message::sequence)
                  .distinct()
                  .sorted())
          .startsWith(LongStream.rangeClosed(1, 100_000).boxed().toArray(Long[]::new));
    }
  }

  private static List<Future<?>> send(CaptureClient client) {
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    List<Future<?>> sent = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      String prefix = "sender-" + i + "-";
      sent.add(
          senders.submit(
              () -> {
                for (int from = 0; from < REQUESTS; from++) {
                  String events = SampleEvents.pageViews(prefix, from * EVENTS, EVENTS);
                  assertThat(client.post(events)).isEqualTo(202);
                }
                return null;
              }));
    }
    senders.shutdown();
    return sent;
  }

  private static double shipped(CaptureClient client) {
    try {
      return client.metric("tributary_capture_shipped_sequence");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
