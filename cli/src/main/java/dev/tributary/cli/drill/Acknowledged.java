package dev.tributary.cli.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sends to a capture layer, and remembers what it acknowledged. */
final class Acknowledged {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TO_ANSWER = Duration.ofSeconds(30);
  private static final String CLICK_ID = "tcid=";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Set<String> keys = ConcurrentHashMap.newKeySet();
  private final Set<String> clicks = ConcurrentHashMap.newKeySet();

  /** Keys of posted events that were answered as accepted. */
  Set<String> keys() {
    return Set.copyOf(keys);
  }

  /** Ids of the clicks that were sent on with one. */
  Set<String> clicks() {
    return Set.copyOf(clicks);
  }

  /**
   * Posts events.
   *
   * @param events a JSON array
   * @return whether all of them were acknowledged
   * @throws IOException when no answer came: nothing was acknowledged
   */
  boolean post(String address, String events) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(address + "/v1/events"))
                .timeout(TO_ANSWER)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(events))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 202) {
      return false;
    }
    boolean all = true;
    for (JsonNode event : JSON.readTree(answer.body())) {
      if (event.required("accepted").asBoolean()) {
        keys.add(event.required("key").asText());
      } else {
        all = false;
      }
    }
    return all;
  }

  /**
   * Follows a link.
   *
   * @return where it leads; empty where the click got no id and so was not taken
   */
  String follow(String address, String link) throws IOException, InterruptedException {
    HttpResponse<Void> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(address + "/r/" + link)).timeout(TO_ANSWER).build(),
            HttpResponse.BodyHandlers.discarding());
    String location = answer.headers().firstValue("Location").orElse("");
    int id = location.indexOf(CLICK_ID);
    if (id < 0) {
      return "";
    }
    clicks.add(location.substring(id + CLICK_ID.length()));
    return location;
  }
}
