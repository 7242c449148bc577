package dev.tributary.cli.drill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.cli.drill.SentOrders.DayTotal;
import dev.tributary.core.attribution.RuleModel;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the drill expects is what it sent, and what the tables lack is found. */
class ShoppersTest {

  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
  private static final int VISITORS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private final Map<String, JsonNode> taken = new LinkedHashMap<>();
  private HttpServer collector;
  private long posted;
  private long clicked;

  /** Without it the JDK's server waits 40 ms before each answer on a kept connection. */
  @BeforeAll
  static void answerAtOnce() {
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  @BeforeEach
  void start() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext("/v1/events", this::take);
    collector.createContext("/r/" + Shoppers.LINK, this::redirect);
    collector.start();
  }

  @AfterEach
  void stop() {
    collector.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    ArrayNode answers = JSON.createArrayNode();
    for (JsonNode event : JSON.readTree(exchange.getRequestBody())) {
      posted++;
      taken.put(event.path("event_id").asText(), event);
      answers.addObject().put("key", event.path("event_id").asText()).put("accepted", true);
    }
    byte[] body = answers.toString().getBytes(UTF_8);
    exchange.sendResponseHeaders(202, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void redirect(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Location", "https://shop.example/?tcid=click-" + ++clicked);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private Shoppers shop(long seed) throws Exception {
    Shoppers shoppers = new Shoppers(seed, TODAY);
    String address = "http://127.0.0.1:" + collector.getAddress().getPort();
    for (int i = 0; i < VISITORS; i++) {
      shoppers.next(address);
    }
    shoppers.finish(address);
    return shoppers;
  }

  @Test
  void ordersRefundsRepeatsAndClicksAreCountedAsTheyWereSent() throws Exception {
    Shoppers shoppers = shop(1);

    Map<LocalDate, DayTotal> sent = new TreeMap<>();
    for (JsonNode event : taken.values()) {
      LocalDate day = LocalDate.parse(event.path("occurred_at").asText().substring(0, 10));
      if (event.path("event_type").asText().equals("conversion")) {
        sent.merge(day, new DayTotal(1, minor(event.path("value"))), DayTotal::plus);
      } else if (event.has("adjustment")) {
        sent.merge(
            day, new DayTotal(0, -minor(event.path("adjustment").path("value"))), DayTotal::plus);
      }
    }
    assertThat(shoppers.orders().totals()).isEqualTo(sent);
    assertThat(sent.keySet()).contains(TODAY.minusDays(2), TODAY.minusDays(1));
    assertThat(sent.get(TODAY.minusDays(1)).orders()).isEqualTo(VISITORS / 3);
    assertThat(shoppers.acknowledged().keys()).isEqualTo(taken.keySet());
    assertThat(shoppers.acknowledged().clicks()).hasSize((int) clicked);
    assertThat(shoppers.repeated()).isEqualTo(posted - taken.size()).isPositive();
    assertThat(shoppers.cameLate()).isPositive();
    assertThat(shoppers.orders().worth(day -> true))
        .isNotEqualTo(shoppers.orders().values(day -> true));
  }

  @Test
  void oneSeedGivesTheSameVisitorsAgain() throws Exception {
    shop(7);
    Map<String, JsonNode> first = past();
    taken.clear();
    shop(7);

    assertThat(past()).isEqualTo(first).isNotEmpty();
  }

  /** Those who order now do so at another moment each time. */
  private Map<String, JsonNode> past() {
    Map<String, JsonNode> past = new LinkedHashMap<>(taken);
    past.values()
        .removeIf(event -> Long.parseLong(event.path("event_id").asText().split("-")[1]) % 3 == 0);
    return past;
  }

  @Test
  void tablesThatLackAllThatWasSentAreFoundOut() throws Exception {
    Shoppers shoppers = shop(3);
    Set<String> keys = new HashSet<>(shoppers.acknowledged().keys());

    try (Credited empty = Credited.in(folder.resolve("lake"))) {
      assertThat(empty.missingKeys(keys)).isEqualTo(taken.size());
      assertThat(empty.missingClicks(shoppers.acknowledged().clicks())).isEqualTo(clicked);
      assertThat(empty.notAsSent("credits_final", shoppers.orders().worth(day -> true)))
          .isEqualTo((long) VISITORS * RuleModel.COUNT);
      assertThat(empty.daysNotAsSent(shoppers.orders().totals()))
          .isEqualTo((long) shoppers.orders().totals().size() * RuleModel.COUNT);
      assertThat(empty.finalOtherThanSpeed(1)).isZero();
    }
  }

  private static long minor(JsonNode value) {
    return new BigDecimal(value.asText()).movePointRight(2).longValueExact();
  }
}
