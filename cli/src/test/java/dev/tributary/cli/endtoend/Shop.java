package dev.tributary.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/** Visitors and the shop's system, as the capture layer meets them; remembers what it took. */
final class Shop {

  static final String SEARCH_AD = "https://shop.example.com/?utm_source=google&utm_medium=cpc";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BROWSER =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/126.0.0.0 Safari/537.36";

  private final HttpClient http = HttpClient.newHttpClient();
  private final TreeSet<String> acknowledged = new TreeSet<>();

  /** The ids of all events that were acknowledged. */
  TreeSet<String> acknowledged() {
    return new TreeSet<>(acknowledged);
  }

  /** Follows a registered link and answers where it leads. */
  String follow(String capture, String linkId) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create(capture + "/r/" + linkId))
                .header("User-Agent", BROWSER)
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(302);
    String location = response.headers().firstValue("Location").orElseThrow();
    assertThat(location).contains("tcid=");
    return location;
  }

  /** A visitor arrives on a page and orders, right now. */
  void visitAndOrder(String capture, String name, String page, String value)
      throws IOException, InterruptedException {
    ObjectNode view = pageView(name + "-view", name, Instant.now(), page);
    post(capture, view, order(name + "-order", name, Instant.now(), name, value));
  }

  /** Sends events in one request, which must be acknowledged. */
  void post(String capture, ObjectNode... events) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create(capture + "/v1/events"))
                .header("Content-Type", "application/json")
                .header("User-Agent", BROWSER)
                .POST(HttpRequest.BodyPublishers.ofString(List.of(events).toString()))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
    for (ObjectNode event : events) {
      acknowledged.add(event.path("event_id").textValue());
    }
  }

  static ObjectNode pageView(String id, String visitor, Instant at, String page) {
    return event(id, "page_view", visitor, at).put("page_url", page);
  }

  static ObjectNode logIn(String id, String visitor, Instant at, String user) {
    return event(id, "identify", visitor, at).put("user_id", user);
  }

  static ObjectNode order(String id, String visitor, Instant at, String order, String value) {
    return event(id, "conversion", visitor, at)
        .put("order_id", order)
        .put("value", value)
        .put("currency", "EUR");
  }

  private static ObjectNode event(String id, String type, String visitor, Instant at) {
    ObjectNode event = JSON.createObjectNode();
    event.put("schema_version", 1);
    event.put("event_id", id);
    event.put("event_type", type);
    event.put("occurred_at", at.toString());
    event.put("visitor_id", visitor);
    event.putObject("consent").put("analytics", "granted").put("advertising", "granted");
    return event;
  }

  /** The same event from a visitor who refused analysis. */
  static ObjectNode denied(ObjectNode event) {
    event.putObject("consent").put("analytics", "denied").put("advertising", "denied");
    return event;
  }
}
