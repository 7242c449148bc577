package dev.tributary.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Posts and clicks to capture processes until these are gone, and what was acknowledged. */
final class Traffic {

  private static final int SENDERS = 4;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  /** The keys of posted events and the click ids of redirects that were answered. */
  Set<String> acknowledged() {
    return acknowledged;
  }

  /**
   * Starts senders that end with the process.
   *
   * @param name of the events' ids: under the same name the same events are sent
   */
  List<Thread> send(int port, String name) {
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      String prefix = name + "-sender-" + i + "-";
      Thread sender = new Thread(i % 2 == 0 ? () -> post(port, prefix) : () -> click(port));
      sender.start();
      senders.add(sender);
    }
    return senders;
  }

  private void post(int port, String prefix) {
    try {
      for (int from = 0; ; from += 20) {
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/events"))
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            SampleEvents.pageViews(prefix, from, 20)))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 202) { // Else it is not confirmed, or there is no room for it.
          for (JsonNode event : JSON.readTree(answer.body())) {
            acknowledged.add(event.required("key").asText());
          }
        }
      }
    } catch (IOException gone) {
      // The kill: what was not answered is not acknowledged.
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void click(int port) {
    try {
      while (true) {
        HttpResponse<Void> answer =
            http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/r/launch"))
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
