package dev.tributary.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.serving.lake.LakeQuery;
import dev.tributary.serving.lake.QueryResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What the platform says: its API, and the raw events below it. */
final class Figures {

  private final HttpClient http = HttpClient.newHttpClient();
  private final DataDirectory data;
  private final Supplier<String> address;

  Figures(DataDirectory data, Supplier<String> address) {
    this.data = data;
    this.address = address;
  }

  JsonNode ask(String path) {
    try {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(URI.create(address.get() + path)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
      return new ObjectMapper().readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(path, e);
    }
  }

  /** One day: channel and status to credit in micros and revenue in cents. */
  Map<String, String> day(LocalDate day, String model) {
    Map<String, String> lines = new TreeMap<>();
    String question = "/v1/attribution?by=channel&model=" + model + "&from=" + day + "&to=" + day;
    for (JsonNode row : ask(question).path("rows")) {
      lines.put(
          row.path("channel").textValue() + " " + row.path("status").textValue(),
          row.path("credit_micros").longValue() + "/" + row.path("revenue_minor").longValue());
    }
    return lines;
  }

  /** The whole of a day: status to credit in micros and revenue in cents. */
  Map<String, String> total(LocalDate day, String model) {
    Map<String, String> lines = new TreeMap<>();
    String question = "/v1/attribution?by=channel&model=" + model + "&from=" + day + "&to=" + day;
    for (JsonNode row : ask(question).path("totals")) {
      lines.put(
          row.path("status").textValue(),
          row.path("credit_micros").longValue() + "/" + row.path("revenue_minor").longValue());
    }
    return lines;
  }

  /** The ids of the events in the raw log that their senders named. */
  TreeSet<String> storedIds() {
    return strings("SELECT DISTINCT event_id FROM raw_events WHERE event_id IS NOT NULL");
  }

  /** The one column of an answer. */
  TreeSet<String> strings(String sql) {
    TreeSet<String> values = new TreeSet<>();
    try (LakeQuery lake = LakeQuery.openFor(sql, data.lake(), Config.defaults());
        QueryResult rows = lake.ask(sql)) {
      rows.all().forEach(row -> values.add(String.valueOf(row[0])));
    }
    return values;
  }
}
