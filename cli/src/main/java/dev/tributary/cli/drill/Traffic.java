package dev.tributary.cli.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Clicks and posts of several visitors at once; remembers what was acknowledged. */
final class Traffic {

  static final String LINK = "drill";

  private static final int VISITORS = 4;
  private static final int EVENTS = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Set<String> keys = ConcurrentHashMap.newKeySet();
  private final Semaphore more = new Semaphore(0);
  private final Set<String> clicks = ConcurrentHashMap.newKeySet();

  /** Keys of posted events that were answered as accepted. */
  Set<String> acknowledgedKeys() {
    return Set.copyOf(keys);
  }

  /** Ids of the clicks that were sent on with one. */
  Set<String> acknowledgedClicks() {
    return Set.copyOf(clicks);
  }

  /** Begins; each thread ends when its server is gone. */
  List<Thread> towards(String address, String round) {
    more.drainPermits();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < VISITORS; i++) {
      String visitor = round + "-" + i;
      Thread thread =
          new Thread(i % 2 == 0 ? () -> post(address, visitor) : () -> click(address), visitor);
      thread.start();
      threads.add(thread);
    }
    return threads;
  }

  /**
   * Returns when something was acknowledged since the last call.
   *
   * @throws IOException when nothing is in half a minute
   */
  void awaitMore() throws IOException, InterruptedException {
    if (!more.tryAcquire(30, TimeUnit.SECONDS)) {
      throw new IOException("The capture layer acknowledged nothing for half a minute");
    }
    more.drainPermits();
  }

  private interface Step {
    void go(int number) throws IOException, InterruptedException;
  }

  private static void untilGone(Step step) {
    try {
      for (int i = 0; ; i++) {
        step.go(i);
      }
    } catch (IOException gone) {
      return; // The kill: what was not answered was not acknowledged.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void post(String address, String visitor) {
    untilGone(
        number -> {
          HttpResponse<String> answer =
              http.send(
                  HttpRequest.newBuilder(URI.create(address + "/v1/events"))
                      .header("Content-Type", "application/json")
                      .POST(HttpRequest.BodyPublishers.ofString(events(visitor, number)))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
          if (answer.statusCode() == 202) {
            for (JsonNode event : JSON.readTree(answer.body())) {
              keys.add(event.required("key").asText());
            }
            more.release();
          }
        });
  }

  private static String events(String visitor, int number) {
    ArrayNode events = JSON.createArrayNode();
    for (int i = 0; i < EVENTS; i++) {
      events
          .addObject()
          .put("schema_version", 1)
          .put("event_id", visitor + "-" + number + "-" + i)
          .put("event_type", "page_view")
          .put("occurred_at", Instant.now().toString())
          .put("visitor_id", visitor)
          .put("page_url", "https://shop.example/")
          .putObject("consent")
          .put("analytics", "granted")
          .put("advertising", "granted");
    }
    return events.toString();
  }

  private void click(String address) {
    untilGone(
        number -> {
          HttpResponse<Void> answer =
              http.send(
                  HttpRequest.newBuilder(URI.create(address + "/r/" + LINK)).build(),
                  HttpResponse.BodyHandlers.discarding());
          String location = answer.headers().firstValue("Location").orElse("");
          int id = location.indexOf("tcid=");
          if (id >= 0) {
            clicks.add(location.substring(id + 5));
            more.release();
          }
        });
  }
}
