package dev.tributary.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.capture.ship.Topics;
import dev.tributary.core.config.Durability;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the capture process in the middle of traffic, again and again. */
class KillTest {

  /** Each is killed twice; the shipper, which all modes have, goes on from one to the next. */
  private static final List<Durability> ROUNDS =
      List.of(
          Durability.PROCESS,
          Durability.POWER,
          Durability.BROKERED,
          Durability.BROKERED,
          Durability.POWER,
          Durability.PROCESS);

  @TempDir Path data;
  @TempDir Path kafka;

  private final Traffic traffic = new Traffic();

  @Test
  void nothingAcknowledgedIsLostAndNoSequenceComesTwice() throws Exception {
    CaptureFixture.register(data, "launch", "https://shop.example/");
    Random random = new Random(20261122);
    try (TestBroker broker = new TestBroker(kafka)) {
      broker.start();
      broker.makeTopics();
      for (int round = 0; round < ROUNDS.size(); round++) {
        CaptureProcess process =
            CaptureProcess.start(data, broker.bootstrapServers(), ROUNDS.get(round));
        List<Thread> senders = traffic.send(process.port(), "round-" + round);
        int enough = traffic.acknowledged().size() + 300 + random.nextInt(1000);
        Eventually.holds("traffic was acknowledged", () -> traffic.acknowledged().size() >= enough);
        process.kill();
        for (Thread sender : senders) {
          sender.join();
        }
      }
      try (CaptureFixture last = CaptureFixture.start(data, Map.of(), broker::bootstrapServers)) {
        Eventually.holds(
            "all is shipped", () -> last.server().shipped() == last.server().journaled());
      }
      check(broker);
    }
  }

  private void check(TestBroker broker) {
    List<TestBroker.Message> messages = broker.messages(Topics.EVENTS);
    Set<String> arrived = new HashSet<>();
    Map<Long, String> keys = new ConcurrentHashMap<>();
    for (TestBroker.Message message : messages) {
      arrived.add(message.headers().get("key"));
      arrived.add(message.key());
      String key = message.headers().get("key");
      assertThat(keys.merge(message.sequence(), key, (first, second) -> first))
          .as("the event of sequence %s", message.sequence())
          .isEqualTo(key);
    }
    assertThat(arrived).containsAll(traffic.acknowledged());
    assertThat(keys.keySet())
        .hasSize(keys.keySet().stream().mapToInt(Long::intValue).max().getAsInt());
  }
}
