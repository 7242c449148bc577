package dev.tributary.capture;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.capture.TestBroker.Message;
import dev.tributary.capture.ship.Topics;
import dev.tributary.core.config.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two collectors, each with its own journal, feed one Kafka with the same events; one dies. */
class TwoCollectorsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path one;
  @TempDir Path other;
  @TempDir Path kafka;

  private final Traffic ofOne = new Traffic();
  private final Traffic ofOther = new Traffic();

  @Test
  void oneDiesTheOtherGoesOnAndSequencesAccountingAndKeysHold() throws Exception {
    CaptureFixture.register(one, "launch", "https://shop.example/");
    CaptureFixture.register(other, "launch", "https://shop.example/");
    try (TestBroker broker = new TestBroker(kafka)) {
      broker.start();
      broker.makeTopics();
      String servers = broker.bootstrapServers();
      CaptureProcess dying = CaptureProcess.start(one, servers, Durability.BROKERED);
      CaptureProcess living = CaptureProcess.start(other, servers, Durability.BROKERED);
      List<Thread> senders = new ArrayList<>(ofOne.send(dying.port(), "both"));
      senders.addAll(ofOther.send(living.port(), "both"));
      Eventually.holds("both acknowledge", () -> size(ofOne) >= 300 && size(ofOther) >= 300);
      dying.kill();
      int sofar = size(ofOther);
      Eventually.holds("the other goes on", () -> size(ofOther) >= sofar + 300);
      living.kill();
      for (Thread sender : senders) {
        sender.join();
      }
      shipTheRest(one, broker);
      shipTheRest(other, broker);

      Map<String, Map<Long, Set<String>>> keys = keysBySequence(broker);
      String first = collector(one);
      String second = collector(other);
      assertThat(keys).containsOnlyKeys(first, second);
      keys.forEach(TwoCollectorsTest::assertEachSequenceIsOneEvents);
      assertThat(arrived(broker))
          .containsAll(ofOne.acknowledged())
          .containsAll(ofOther.acknowledged());
      assertThat(accepted(one)).isEqualTo(keys.get(first).size());
      assertThat(accepted(other)).isEqualTo(keys.get(second).size());
      // What both were sent is one event to whoever counts keys.
      Set<String> sentToBoth = new HashSet<>(ofOne.acknowledged());
      sentToBoth.retainAll(ofOther.acknowledged());
      assertThat(sentToBoth).hasSizeGreaterThan(40);
      assertThat(all(keys.get(first))).containsAll(sentToBoth);
      assertThat(all(keys.get(second))).containsAll(sentToBoth);
    }
  }

  private static int size(Traffic traffic) {
    return traffic.acknowledged().size();
  }

  private static void shipTheRest(Path data, TestBroker broker) throws Exception {
    try (CaptureFixture last = CaptureFixture.start(data, Map.of(), broker::bootstrapServers)) {
      Eventually.holds(
          "all is shipped", () -> last.server().shipped() == last.server().journaled());
    }
  }

  private static Map<String, Map<Long, Set<String>>> keysBySequence(TestBroker broker) {
    return broker.messages(Topics.EVENTS).stream()
        .collect(
            groupingBy(
                message -> message.headers().get("collector_id"),
                groupingBy(
                    Message::sequence,
                    TreeMap::new,
                    mapping(message -> message.headers().get("key"), toSet()))));
  }

  private static void assertEachSequenceIsOneEvents(
      String collector, Map<Long, Set<String>> keysBySequence) {
    assertThat(keysBySequence.keySet())
        .as("sequences of %s", collector)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, keysBySequence.size()).boxed().toList());
    assertThat(keysBySequence.values()).allSatisfy(keys -> assertThat(keys).hasSize(1));
  }

  private static Set<String> all(Map<Long, Set<String>> keysBySequence) {
    return keysBySequence.values().stream().flatMap(Set::stream).collect(toSet());
  }

  /** Posted events by their key, clicks by the id that the redirect gave. */
  private static Set<String> arrived(TestBroker broker) {
    Set<String> arrived = new HashSet<>();
    for (Message message : broker.messages(Topics.EVENTS)) {
      arrived.add(message.headers().get("key"));
      arrived.add(message.key());
    }
    return arrived;
  }

  private static String collector(Path data) throws IOException {
    return accounting(data).required("collector_id").asText();
  }

  private static int accepted(Path data) throws IOException {
    int accepted = 0;
    for (JsonNode hour : accounting(data).required("hours")) {
      accepted += hour.required("accepted").asInt();
    }
    return accepted;
  }

  private static JsonNode accounting(Path data) throws IOException {
    return JSON.readTree(data.resolve("capture/accounting.json").toFile());
  }
}
