package dev.tributary.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.serving.lake.MadeLake;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A published Sunday with orders in two currencies, a lead, a refund of Friday's order, costs. */
class MoneyApiTest {

  private static final String ASKED = "from=2026-11-08&to=2026-11-08&model=linear";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private ServingServer server;
  private MadeLake lake;

  @BeforeEach
  void start() {
    DataDirectory data = new DataDirectory(folder);
    lake = new MadeLake(data.lake());
    lake.commit(
        "attribution",
        MadeLake.note("pub-1", MadeShop.MONDAY, MadeShop.SUNDAY),
        List.of(
            new MadeLake.Part(
                Map.of("day", "2026-11-08", "status", "final"),
                String.join(
                    " UNION ALL ",
                    cell("google", "autumn", 2_000_000, 10_000, "USD", "purchase", "2026-11-08"),
                    cell("google", "autumn", 1_000_000, 5_000, "EUR", "purchase", "2026-11-08"),
                    cell("google", "autumn", 0, -1_000, "USD", "purchase", "2026-11-06"),
                    cell("news", null, 3_000_000, 0, "EUR", "lead", "2026-11-08")))));
    server =
        ServingServer.start(
            data, Config.defaults(), 0, "", () -> Instant.parse("2026-11-09T12:00:00Z"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void withoutARateOneCurrencyIsAnErrorThatNamesTheDay() throws IOException {
    HttpResponse<String> answer = get("/v1/attribution?currency=EUR&" + ASKED);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(new ObjectMapper().readTree(answer.body()).path("detail").asText())
        .startsWith("There is no exchange rate from USD to EUR for 2026-11-0");
  }

  @Test
  void currenciesStandApartUntilOneIsAskedFor() throws IOException {
    rates();

    JsonNode apart = json("/v1/attribution?by=source&conversion_type=purchase&" + ASKED);
    assertThat(figures(apart.path("rows"), "source", "currency", "revenue_minor"))
        .contains("google EUR 5000", "google USD 9000");

    JsonNode together =
        json("/v1/attribution?by=source&conversion_type=purchase&currency=eur&" + ASKED);
    assertThat(figures(together.path("rows"), "source", "currency", "revenue_minor"))
        .containsExactly("google EUR 12533");
    assertThat(figures(together.path("rates"), "from", "day", "rate_day", "own_day"))
        .containsExactly("USD 2026-11-06 2026-11-06 true", "USD 2026-11-08 2026-11-07 false");
  }

  @Test
  void conversionTypesHaveReportsOfTheirOwn() throws IOException {
    assertThat(
            figures(
                json("/v1/attribution?by=conversion_type&" + ASKED).path("rows"),
                "conversion_type",
                "currency",
                "credit_micros"))
        .contains("lead EUR 3000000", "purchase USD 2000000");
    assertThat(json("/v1/attribution?conversion_type=lead&" + ASKED).path("totals").toString())
        .contains("\"credit_micros\":3000000");
  }

  @Test
  void returnOnSpendAndCostOfAcquisition() throws IOException {
    rates();
    lake.append(
        "spend",
        "SELECT DATE '2026-11-08' AS day, unnest(['google','bing']) AS source,"
            + " 'autumn' AS campaign, 5000 AS cost_minor, 'EUR' AS currency");

    // 50 EUR, 100 USD by the 1.20 of Saturday and -10 USD by the 1.25 of Friday: 125.333 EUR.
    JsonNode answer = json("/v1/roas?" + ASKED);
    assertThat(
            figures(
                answer.path("rows"),
                "source",
                "campaign",
                "spend_minor",
                "revenue_minor",
                "roas",
                "cac_minor"))
        .containsExactly(
            "google autumn 5000 12533 2.5067 1667",
            "bing autumn 5000 0 0.0000 null",
            "news null 0 0 null 0");
    assertThat(figures(answer.path("totals"), "status", "spend_minor", "revenue_minor", "roas"))
        .containsExactly("final 10000 12533 1.2533");
    assertThat(get("/v1/roas?by=channel&" + ASKED).body())
        .contains("There is no dimension 'channel'");
  }

  @Test
  void refundsThatNameNoCurrencyWaitInThatOfTheirOrder() throws IOException {
    lake.append(
        "raw_events",
        """
        SELECT key, event_type, key AS event_id, TIMESTAMPTZ '2026-11-08 10:00:00Z' AS occurred_at,
               TIMESTAMPTZ '2026-11-08 10:00:01Z' AS received_at, 'c' AS collector_id,
               1::BIGINT AS sequence, order_id, type AS conversion_type, minor AS value_minor,
               currency, stated AS value_in_order_currency,
               CASE WHEN event_type = 'adjustment' THEN 'refund' END AS adjustment_kind
        FROM (VALUES ('o', 'conversion', 'yen', 'purchase', 3000::BIGINT, 'JPY', NULL),
                     ('a', 'adjustment', 'yen', NULL, NULL, NULL, '1200'),
                     ('b', 'adjustment', 'yen', 'purchase', NULL, NULL, '300'),
                     ('c', 'adjustment', 'yen', NULL, 100, 'JPY', NULL),
                     ('d', 'adjustment', 'yen', NULL, NULL, NULL, '12.50'),
                     ('e', 'adjustment', 'nobody''s', NULL, NULL, NULL, '7'))
             AS sent(key, event_type, order_id, type, minor, currency, stated)
        """);

    assertThat(
            figures(
                json("/v1/quality").path("adjustments_not_posted"),
                "day",
                "published",
                "kind",
                "currency",
                "adjustments",
                "value_minor"))
        .containsExactlyInAnyOrder(
            "2026-11-08 true refund JPY 3 1600", "2026-11-08 true refund null 2 null");
  }

  /** 1 EUR = 1.25 USD on Friday, 1.20 on Saturday, none on Sunday. */
  private void rates() {
    lake.append(
        "fx_rates",
        "SELECT unnest([DATE '2026-11-06', DATE '2026-11-07']) AS day, 'EUR' AS base, 'USD' AS"
            + " quote, unnest([1.25, 1.20])::DECIMAL(24,12) AS rate");
  }

  private static String cell(
      String source,
      String campaign,
      long micros,
      long minor,
      String currency,
      String type,
      String rateDay) {
    return "SELECT 'linear' AS model, 'Paid Search' AS channel, '%s' AS source, 'cpc' AS medium, %s::VARCHAR AS campaign, %d AS credit_micros, %d AS revenue_minor, '%s' AS currency, '%s' AS conversion_type, DATE '%s' AS rate_day, %d AS low_micros, %d AS high_micros, TIMESTAMPTZ '2026-11-09 01:00:00Z' AS as_of, 'pub-1' AS publication_id"
        .formatted(
            source,
            campaign == null ? "NULL" : "'" + campaign + "'",
            micros,
            minor,
            currency,
            type,
            rateDay,
            micros,
            micros);
  }

  private static List<String> figures(JsonNode rows, String... columns) {
    List<String> lines = new ArrayList<>();
    for (JsonNode row : rows) {
      lines.add(
          String.join(
              " ",
              List.of(columns).stream()
                  .map(
                      column ->
                          row.path(column).isNumber()
                              ? row.path(column).decimalValue().toPlainString()
                              : row.path(column).asText())
                  .toList()));
    }
    return lines;
  }

  private JsonNode json(String path) throws IOException {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return new ObjectMapper()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true))
        .readTree(response.body());
  }

  private HttpResponse<String> get(String path) throws IOException {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
