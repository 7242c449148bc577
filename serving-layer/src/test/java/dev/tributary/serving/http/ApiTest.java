package dev.tributary.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.core.classify.RuleBook;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.RuleVersion;
import dev.tributary.serving.lake.MadeLake;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {

  private static final Instant NOW = Instant.parse("2026-11-09T12:00:00Z");

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private ServingServer server;
  private MadeLake shop;
  private Config config;

  @BeforeEach
  void start() throws IOException {
    DataDirectory data = new DataDirectory(folder);
    Files.createDirectory(data.rules());
    shop = MadeShop.in(data.lake());
    config = Config.defaults().with("classify.rules_folder", data.rules().toString());
    server = ServingServer.start(data, config, 0, "", () -> NOW);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> get(String path) {
    URI address = URI.create("http://127.0.0.1:" + server.port() + path);
    try {
      return client.send(
          HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private JsonNode json(String path) {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    try {
      return new ObjectMapper().readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void finalAndProvisionalStandSideBySideAndAreNeverAdded() {
    JsonNode answer =
        json("/v1/attribution?from=2026-11-08&to=2026-11-09&model=linear&by=day,channel");
    assertThat(answer.path("rows").toString())
        .isEqualTo(
            "[{\"day\":\"2026-11-08\",\"channel\":\"Email\",\"status\":\"final\","
                + "\"credit_micros\":1000000,\"low_micros\":1000000,\"high_micros\":1000000,"
                + "\"revenue_minor\":4990,\"currency\":\"EUR\","
                + "\"as_of\":\"2026-11-09T11:00:00Z\",\"publication_id\":\"pub-1\"},"
                + "{\"day\":\"2026-11-09\",\"channel\":\"Paid Search\",\"status\":\"provisional\","
                + "\"credit_micros\":1000000,\"low_micros\":1000000,\"high_micros\":2000000,"
                + "\"revenue_minor\":2500,\"currency\":\"EUR\","
                + "\"as_of\":\"2026-11-09T11:00:00Z\",\"publication_id\":null}]");
    assertThat(answer.path("totals")).hasSize(2);
    assertThat(answer.path("boundary").asText()).isEqualTo("2026-11-09T00:00:00Z");
  }

  @Test
  void theRangeIncludesBothEndsAndNothingElse() {
    JsonNode sunday = json("/v1/attribution?from=2026-11-08&to=2026-11-08");
    assertThat(sunday.path("rows").findValuesAsText("channel")).containsExactly("Email");
  }

  @Test
  void aNewPublicationIsSeenWithoutARestart() {
    shop.commit(
        "attribution",
        MadeLake.note("pub-2", MadeShop.MONDAY, MadeShop.SUNDAY),
        List.of(
            new MadeLake.Part(
                java.util.Map.of("day", "2026-11-07", "status", "final"),
                "SELECT 'linear' AS model, 'Organic Search' AS channel, 'g' AS source, 'o' AS"
                    + " medium, 500000 AS credit_micros, 0 AS revenue_minor, 'EUR' AS currency,"
                    + " 500000 AS low_micros, 500000 AS high_micros, now() AS as_of, 'pub-2' AS"
                    + " publication_id")));
    assertThat(json("/v1/freshness").path("publication_id").asText()).isEqualTo("pub-2");
    assertThat(
            json("/v1/attribution?from=2026-11-07&to=2026-11-07&model=linear")
                .path("rows")
                .get(0)
                .path("credit_micros")
                .asLong())
        .isEqualTo(500_000);
  }

  @Test
  void freshnessTellsTheNewestEventAndHowFarFiguresAreFinal() {
    JsonNode answer = json("/v1/freshness");
    assertThat(answer.path("newest_event_at").asText()).isEqualTo("2026-11-09T10:00:00Z");
    assertThat(answer.path("newest_event_age_seconds").asDouble()).isEqualTo(7200.0);
    assertThat(answer.path("final_up_to").asText()).isEqualTo("2026-11-08");
    assertThat(answer.path("live").asText()).isEqualTo("off");
  }

  @Test
  void qualityCountsDuplicatesAndOrdersThatAwaitARestatement() {
    JsonNode answer = json("/v1/quality");
    assertThat(answer.path("stored_events").asLong()).isEqualTo(6);
    assertThat(answer.path("duplicates").asLong()).isEqualTo(1);
    assertThat(answer.path("awaiting_restatement").toString())
        .isEqualTo(
            "[{\"day\":\"2026-11-08\",\"currency\":\"EUR\",\"orders\":1,\"revenue_minor\":700,"
                + "\"changed\":0}]");
  }

  @Test
  void explainNamesTheTouchOfTheOtherDevice() {
    JsonNode order = json("/v1/conversions/A/explain").path("explanations").get(0);
    assertThat(order.path("status").asText()).isEqualTo("final");
    assertThat(order.path("person_id").asText()).isEqualTo("p-1");
    assertThat(order.path("touches").findValuesAsText("channel")).contains("Email");
    assertThat(order.path("why").toString())
        .contains("Email of 2026-11-08T09:00:00Z counts in the final credit")
        .contains("seen under visitor v2");
    assertThat(order.path("provenance").path("raw_version").asLong()).isEqualTo(7);
    assertThat(order.path("provenance").path("conversion").path("kafka_offset").asLong())
        .isEqualTo(103);
  }

  @Test
  void anOrderIsExplainedByTheRulesOfItsPublicationWhateverIsPublishedMeanwhile()
      throws IOException {
    publication("pub-2", RuleVersion.of(config));
    assertThat(channelOfTheClick()).isEqualTo("Email");

    Path ours = folder.resolve("ours.yaml");
    Files.writeString(
        ours,
        "version: ours-1\nrules:\n- {name: letters, channel: Letters, when: {source: {is: [news]}}}\n");
    RuleBook.of(config)
        .publish(ours, MadeShop.SUNDAY.minusDays(7), new DataDirectory(folder).rules());
    assertThat(channelOfTheClick()).isEqualTo("Email");

    publication("pub-3", RuleVersion.of(config));
    assertThat(channelOfTheClick()).isEqualTo("Letters");
    assertThat(json("/v1/conversions/A/explain").findValuesAsText("rule"))
        .contains("ours-1/letters");
    assertThat(json("/v1/conversions/A/explain").findPath("channel_rules").toString())
        .isEqualTo(
            "[{\"version\":\"ours-1\",\"effective_from\":\"%s\"}]"
                .formatted(MadeShop.SUNDAY.minusDays(7)));
    assertThat(json("/v1/conversions/A/explain").toString()).doesNotContain("have changed since");

    publication("pub-4", "cafe00000001");
    assertThat(channelOfTheClick()).isEqualTo("Letters");
    assertThat(json("/v1/conversions/A/explain").findPath("notes").path(0).asText())
        .startsWith(
            "It was published under the rule version cafe00000001, and settings or shipped rules have changed since");
  }

  private void publication(String id, String ruleVersion) {
    MadeShop.publication(
        shop,
        id,
        "'%s' AS rule_version".formatted(ruleVersion),
        new MadeShop.Settled(
            "linear", "2026-11-08 09:00:00Z", "click", "Email", 1, 1_000_000, 4_990));
  }

  private String channelOfTheClick() {
    for (JsonNode touch : json("/v1/conversions/A/explain").findPath("touches")) {
      if (touch.path("key").asText().equals("k-2")) {
        return touch.path("channel").asText();
      }
    }
    throw new AssertionError("no click");
  }

  @Test
  void anOrderAfterItsDaysRunSaysThatItAwaitsARestatement() {
    JsonNode order = json("/v1/conversions/LATE/explain").path("explanations").get(0);
    assertThat(order.path("status").asText()).isEqualTo("awaiting_restatement");
  }

  @Test
  void reconciliationSumsExactly() {
    JsonNode rows = json("/v1/reconciliation?date=2026-11-08").path("rows");
    long provisional = 0;
    long settled = 0;
    long difference = 0;
    for (JsonNode row : rows) {
      if (row.path("model").asText().equals("linear")) {
        provisional += row.path("provisional_micros").asLong();
        settled += row.path("final_micros").asLong();
        difference += row.path("difference_micros").asLong();
      }
    }
    assertThat(provisional).isEqualTo(1_000_000);
    assertThat(settled).isEqualTo(1_000_000);
    assertThat(difference).isZero();
    assertThat(rows.toString())
        .contains("\"group\":\"Email\"")
        .contains("\"difference_micros\":-1000000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/attribution?model=liner;400;There is no model 'liner'; the nearest is 'linear'",
        "/v1/attribution?by=chanel;400;the nearest is 'channel'",
        "/v1/attribution?by=foo;400;There is no dimension 'foo'. There are",
        "/v1/attribution?from=yesterday;400;no day of the years 1 to 9999, such as 2026-11-08",
        "/v1/attribution?to=%2B10000-01-01;400;no day of the years 1 to 9999",
        "/v1/attribution?from=2026-11-09&to=2026-11-08;400;Exchange the two",
        "/v1/attribution?from=1900-01-01&to=2026-11-08;400;longer than ten years",
        "/v1/reconciliation?by=day;400;channel, source, medium and campaign",
        "/v1/conversions/AA/explain;404;the nearest order is 'A'",
        "/v2/nothing;404;/openapi.json lists what there is",
      })
  void aWrongQuestionGetsAProblemThatSaysWhatToDo(String line) throws IOException {
    String[] parts = line.split(";", 3);
    HttpResponse<String> response = get(parts[0]);
    assertThat(response.statusCode()).isEqualTo(Integer.parseInt(parts[1]));
    assertThat(response.headers().firstValue("content-type").orElseThrow())
        .startsWith("application/problem+json");
    JsonNode problem = new ObjectMapper().readTree(response.body());
    assertThat(problem.path("detail").asText()).contains(parts[2]);
    assertThat(problem.path("status").asInt()).isEqualTo(response.statusCode());
  }

  @Test
  void everyAddressIsDescribedAndAnswers() {
    JsonNode paths = json("/openapi.json").path("paths");
    List<String> names = new java.util.ArrayList<>();
    paths.fieldNames().forEachRemaining(names::add);
    // These are the registry's, which the process that has both layers brings along.
    assertThat(names).contains("/v1/links", "/v1/links/{id}");
    names.removeIf(path -> path.startsWith("/v1/links"));
    for (String path : names) {
      HttpResponse<String> response = get(path.replace("{order_id}", "A"));
      assertThat(response.statusCode()).as(path).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .contains("default-src 'none'");
    }
  }

  @Test
  void whatNoRouteTakesIsAnsweredWithAProblemToo() throws Exception {
    HttpResponse<String> posted =
        client.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/models"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(posted.statusCode()).isEqualTo(405);
    assertThat(posted.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(posted.body()).contains("This address is only read: use GET.");

    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket
          .getOutputStream()
          .write(
              "GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
    }
  }
}
