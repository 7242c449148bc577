package dev.tributary.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.capture.ship.Topics;
import dev.tributary.core.config.Durability;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
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

  private static final int SENDERS = 4;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path data;
  @TempDir Path kafka;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

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
        List<Thread> senders = startSenders(process, round);
        int enough = acknowledged.size() + 300 + random.nextInt(1000);
        Eventually.holds("traffic was acknowledged", () -> acknowledged.size() >= enough);
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
    assertThat(arrived).containsAll(acknowledged);
    assertThat(keys.keySet())
        .hasSize(keys.keySet().stream().mapToInt(Long::intValue).max().getAsInt());
  }

  private List<Thread> startSenders(CaptureProcess process, int round) {
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      String prefix = "round-" + round + "-sender-" + i + "-";
      Thread sender = new Thread(i % 2 == 0 ? () -> post(process, prefix) : () -> click(process));
      sender.start();
      senders.add(sender);
    }
    return senders;
  }

  /** Posts until the process is gone. */
  private void post(CaptureProcess process, String prefix) {
    try {
      for (int from = 0; ; from += 20) {
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + process.port() + "/v1/events"))
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            SampleEvents.pageViews(prefix, from, 20)))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        for (JsonNode event : JSON.readTree(answer.body())) {
          acknowledged.add(event.required("key").asText());
        }
      }
    } catch (IOException gone) {
      // The kill: what was not answered is not acknowledged.
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Clicks until the process is gone. */
  private void click(CaptureProcess process) {
    try {
      while (true) {
        HttpResponse<Void> answer =
            http.send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + process.port() + "/r/launch"))
                    .build(),
                HttpResponse.BodyHandlers.discarding());
        String location = answer.headers().firstValue("Location").orElseThrow();
        acknowledged.add(location.substring(location.indexOf("tcid=") + 5));
      }
    } catch (IOException gone) {
      // The kill: what was not answered is not acknowledged.
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
