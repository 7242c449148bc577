package dev.tributary.capture;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.capture.TestBroker.Message;
import dev.tributary.capture.ship.Topics;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.Durability;
import dev.tributary.core.config.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
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

  /** Without a key of its own a collector makes one, as every first one does. */
  @Test
  void aCollectorThatWasNotGivenTheFirstOnesKeyIsToldOf() throws Exception {
    try (TestBroker broker = new TestBroker(kafka)) {
      broker.start();
      broker.makeTopics();
      try (CaptureFixture first = CaptureFixture.start(one, Map.of(), broker::bootstrapServers)) {
        first.post(SampleEvents.pageView("of-one", "v"));
        Eventually.holds("it is shipped", () -> first.server().shipped() == 1);
      }
      try (CaptureFixture second =
          CaptureFixture.start(other, Map.of(), broker::bootstrapServers)) {
        second.post(SampleEvents.pageView("of-other", "w"));
        Eventually.holds(
            "it is told", () -> alerts(second).contains("secrets folder of the first"));
      }
    }
  }

  @Test
  void oneDiesTheOtherGoesOnAndSequencesAccountingAndKeysHold() throws Exception {
    CaptureFixture.register(one, "launch", "https://shop.example/");
    CaptureFixture.register(other, "launch", "https://shop.example/");
    shareSecrets();
    try (TestBroker broker = new TestBroker(kafka)) {
      broker.start();
      broker.makeTopics();
      String servers = broker.bootstrapServers();
      CaptureProcess dying = CaptureProcess.start(one, servers, Durability.BROKERED);
      CaptureProcess living = CaptureProcess.start(other, servers, Durability.BROKERED);
      List<Thread> senders = new ArrayList<>(ofOne.send(dying.port(), "both"));
      senders.addAll(ofOther.send(living.port(), "both"));
      Eventually.holds("both acknowledge", () -> size(ofOne) >= 300 && size(ofOther) >= 300);
      // Without an id of its own an event's key is made of what it says, its user's pseudonym too.
      String ofUser =
          SampleEvents.pageView("x", "v").replace("\"event_id\":\"x\"", "\"user_id\":\"u\"");
      assertThat(key(dying, ofUser)).isEqualTo(key(living, ofUser));
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

  /** As the docs say, before the second one starts. */
  private void shareSecrets() throws IOException {
    Path key = new DataDirectory(one).pseudonymKey();
    Secrets.readOrMake(key);
    Path copy = new DataDirectory(other).pseudonymKey();
    Files.createDirectories(copy.getParent());
    Files.copy(key, copy);
  }

  private static String alerts(CaptureFixture capture) {
    try {
      return capture.get("/healthz").body();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String key(CaptureProcess capture, String event) throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + capture.port() + "/v1/events"))
            .POST(HttpRequest.BodyPublishers.ofString(event))
            .build();
    String answer =
        HttpClient.newHttpClient().send(post, HttpResponse.BodyHandlers.ofString()).body();
    return JSON.readTree(answer).get(0).required("key").asText();
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
