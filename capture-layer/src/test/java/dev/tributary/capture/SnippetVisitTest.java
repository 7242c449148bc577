package dev.tributary.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippet on several pages of one visit, in a real browser. */
class SnippetVisitTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ID = "A".repeat(22);
  private static final String LANDING = "/landing?utm_source=news&utm_medium=email&tcid=" + ID;
  private static final String GRANT =
      "tributary('consent',{analytics:'granted',advertising:'granted'})";
  private static final String DENY_AND_ERASE =
      "tributary('consent',{analytics:'denied',advertising:'denied',erase:true})";
  private static final String ORDER =
      "tributary('conversion',{order_id:'A-1',value:'19.90',currency:'EUR'})";

  private static Playwright playwright;
  private static Browser browser;

  @TempDir Path data;

  private HttpServer shop;
  private CaptureFixture capture;
  private boolean ended;
  private BrowserContext visitor;
  private Page page;

  @BeforeAll
  static void open() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    // Pages that are left are kept for the way back, as for any visitor.
                    .setIgnoreDefaultArgs(List.of("--disable-back-forward-cache"))
                    .setArgs(
                        List.of(
                            "--no-sandbox", "--disable-gpu", "--disable-background-networking")));
  }

  @AfterAll
  static void close() {
    browser.close();
    playwright.close();
  }

  @BeforeEach
  void start() throws IOException {
    shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    shop.createContext("/favicon.ico", exchange -> exchange.sendResponseHeaders(204, -1));
    shop.start();
    capture =
        CaptureFixture.start(data, Map.of("capture.allowed_origins", origin() + "," + elsewhere()));
    String script = "<script src=\"http://127.0.0.1:" + capture.port() + "/t.js\"";
    serve("/", script + "></script>");
    serve("/granting", script + " data-consent=granted></script>");
    serve("/denying", script + " data-consent=denied></script>");
    visitor = browser.newContext();
    page = visitor.newPage();
  }

  @AfterEach
  void stop() {
    visitor.close();
    shop.stop(0);
    if (!ended) {
      capture.close();
    }
  }

  @Test
  void whoDeniesOnALaterPageIsWithdrawnAndErasedOnce() throws Exception {
    open("/granting?utm_source=news");
    await(1);
    assertThat(stored()).contains("tributary_visitor", "tributary_landings");
    open("/later");
    page.evaluate(DENY_AND_ERASE);
    await(3);
    assertThat(stored()).isEmpty();
    open("/latest");
    page.evaluate(DENY_AND_ERASE);
    await(4);

    List<JsonNode> events = events();
    assertThat(events).hasSize(4);
    List<JsonNode> choices = ofType("consent", events);
    assertThat(choices).hasSize(1);
    assertThat(choices.get(0).path("erase").asBoolean()).isTrue();
    assertThat(choices.get(0).path("consent").path("analytics").asText()).isEqualTo("denied");
    assertThat(choices.get(0).path("visitor_id").asText()).startsWith("p_");
    assertThat(ofType("page_view", events).stream().filter(view -> view.has("visitor_id")))
        .hasSize(1);
  }

  @Test
  void aPageWhoseAttributeDeniesWithdrawsOnceToo() throws Exception {
    open("/granting");
    await(1);
    open("/denying");
    await(3);
    assertThat(stored()).isEmpty();
    open("/denying?again");
    await(4);

    List<JsonNode> choices = ofType("consent", events());
    assertThat(choices).hasSize(1);
    assertThat(choices.get(0).path("erase").asBoolean()).isFalse();
  }

  @Test
  void everySendingSaysWhenItIsSentTheLastOneToo() throws Exception {
    Queue<JsonNode> left = new ConcurrentLinkedQueue<>();
    byte[] snippet = capture.get("/t.js").body().getBytes(UTF_8);
    shop.createContext(
        "/t.js",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/javascript");
          exchange.sendResponseHeaders(200, snippet.length);
          exchange.getResponseBody().write(snippet);
          exchange.close();
        });
    shop.createContext(
        "/v1/events",
        exchange -> {
          JsonNode sent = JSON.readTree(exchange.getRequestBody().readAllBytes());
          if (sent.isArray()) {
            left.add(sent);
          }
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    serve("/ours", "<script src=/t.js></script>");
    Instant opened = Instant.parse("2026-11-27T12:00:00Z");
    page.clock().setFixedTime(opened.toEpochMilli());
    open("/ours?undecided");
    page.clock().setFixedTime(opened.plusSeconds(1800).toEpochMilli());
    open("/ours?ordering");
    page.clock().setFixedTime(opened.plusSeconds(3600).toEpochMilli());
    page.evaluate(GRANT);
    page.evaluate(ORDER);
    page.clock().setFixedTime(opened.plusSeconds(5400).toEpochMilli());
    page.navigate("about:blank");

    Eventually.holds("both pages were left", () -> left.size() == 2);
    JsonNode undecided = left.remove();
    assertThat(undecided).hasSize(1);
    assertThat(undecided.get(0).path("occurred_at").asText()).isEqualTo("2026-11-27T12:00:00.000Z");
    assertThat(undecided.get(0).path("sent_at").asText()).isEqualTo("2026-11-27T12:30:00.000Z");
    JsonNode unanswered = left.remove();
    assertThat(unanswered).hasSize(2);
    assertThat(unanswered.get(1).path("occurred_at").asText())
        .isEqualTo("2026-11-27T13:00:00.000Z");
    assertThat(unanswered.findValuesAsText("sent_at"))
        .containsExactly("2026-11-27T13:30:00.000Z", "2026-11-27T13:30:00.000Z");
  }

  @Test
  void whoConsentsOnTheSecondPageAdoptsTheClickThatLedToTheFirst() throws Exception {
    open(LANDING);
    assertThat(stored()).isEmpty();
    follow("/second");
    page.evaluate(GRANT);
    page.evaluate(ORDER);
    await(4);
    follow("/granting");
    await(5);

    List<JsonNode> events = events();
    assertThat(events).hasSize(5);
    List<JsonNode> views = ofType("page_view", events);
    JsonNode order = ofType("conversion", events).get(0);
    assertThat(views)
        .extracting(view -> view.path("page_url").asText().replace(origin(), ""))
        .containsExactlyInAnyOrder("/landing", LANDING, "/second", "/granting");
    JsonNode landing = only(view -> view.path("page_url").asText().endsWith(LANDING), views);
    assertThat(landing.path("click_id").asText()).isEqualTo(ID);
    assertThat(landing.path("source").asText()).isEqualTo("news");
    assertThat(landing.path("visitor_id")).isEqualTo(order.path("visitor_id"));
    assertThat(landing.has("referrer")).isFalse();
    JsonNode second = only(view -> view.path("page_url").asText().endsWith("/second"), views);
    assertThat(Instant.parse(landing.path("occurred_at").asText()))
        .isBefore(Instant.parse(second.path("occurred_at").asText()));
  }

  @Test
  void aLandingPageThatWasSentWithItsVisitorIsNotSentAgain() throws Exception {
    String landing = LANDING.replace("/landing", "/granting");
    open(landing);
    await(1);
    follow("/granting?second");
    await(2);
    open(landing.replace("AAAA", "BBBB"));
    await(3);
    open(landing);
    await(4);
    Page tab =
        visitor.waitForPage(
            () ->
                page.evaluate(
                    "document.body.innerHTML='<a target=_blank href=/granting?tab>a</a>';"
                        + "document.querySelector('a').click()"));
    tab.waitForLoadState();
    await(5);
    // Neither is a page of somebody else's.
    page.navigate(elsewhere() + "/x?tcid=C");
    await(5);
    follow(origin() + "/granting?third");
    await(7);

    assertThat(events())
        .extracting(event -> event.path("page_url").asText().replaceAll(".*[0-9]/", "/"))
        .containsExactlyInAnyOrder(
            landing,
            "/granting?second",
            landing.replace("AAAA", "BBBB"),
            landing,
            "/granting?tab",
            "/x",
            "/granting?third");
  }

  @Test
  void whoComesBackToThePageAndConsentsThereIsCountedWithTheClick() throws Exception {
    String script = "<script src=\"http://127.0.0.1:" + capture.port() + "/t.js\"></script>";
    serve(
        "/landing",
        script
            + "<script>addEventListener('pageshow',function(e){if(e.persisted)"
            + GRANT
            + ";else setTimeout(function(){location='/privacy'},300)})</script>");
    serve("/privacy", "<script>setTimeout(function(){history.back()},300)</script>");
    page.navigate(origin() + LANDING);
    await(2);

    List<JsonNode> events = events();
    assertThat(events)
        .extracting(event -> event.path("event_type").asText())
        .containsOnly("page_view");
    assertThat(events).hasSize(2);
    assertThat(events.get(0).has("click_id")).isFalse();
    assertThat(events.get(1).path("click_id").asText()).isEqualTo(ID);
    assertThat(events.get(1).path("visitor_id").asText()).matches("[0-9a-f]{32}");
  }

  /** The page that the browser kept was told yes, and knows of no withdrawal. */
  @Test
  void whoWithdrawsOnALaterPageAndGoesBackStaysWithdrawn() throws Exception {
    String script = "<script src=\"http://127.0.0.1:" + capture.port() + "/t.js\"";
    serve(
        "/first",
        script
            + " data-consent=granted></script><script>addEventListener('pageshow',function(e){"
            + "if(e.persisted)"
            + ORDER
            + ";setTimeout(function(){location=e.persisted?'/left':'/leaving'},300)})</script>");
    serve(
        "/leaving",
        script
            + "></script><script>"
            + DENY_AND_ERASE
            + ";setTimeout(function(){history.back()},300)</script>");
    serve("/left", "");
    open("/first");
    page.waitForURL(origin() + "/left");
    assertThat(stored()).isEmpty();
    await(5);

    List<JsonNode> events = events();
    assertThat(events).hasSize(5);
    assertThat(ofType("consent", events)).hasSize(1);
    assertThat(ofType("page_view", events).stream().filter(view -> view.has("visitor_id")))
        .hasSize(1);
    assertThat(ofType("conversion", events)).noneMatch(order -> order.has("visitor_id"));
  }

  @Test
  void anAddressThatIsTooLongIsCutAndKeepsItsCampaign() throws Exception {
    String filters = "filter=" + "f".repeat(3000);
    open("/granting?" + filters + "&utm_source=news&" + filters + "&tcid=" + ID + "#" + filters);
    page.evaluate(ORDER);
    await(2);
    open("/granting/" + "p".repeat(3000) + "?tcid=" + "i".repeat(513));
    await(3);

    List<JsonNode> events = events();
    assertThat(ofType("conversion", events)).hasSize(1);
    for (JsonNode event : events.subList(0, 2)) {
      assertThat(event.path("page_url").asText())
          .isEqualTo(origin() + "/granting?utm_source=news&tcid=" + ID);
      assertThat(event.path("click_id").asText()).isEqualTo(ID);
    }
    assertThat(events.get(2).path("page_url").asText()).hasSize(2048);
    assertThat(events.get(2).has("click_id")).isFalse();
  }

  private void serve(String path, String head) {
    byte[] bytes = ("<!doctype html><title>Shop</title><body>" + head).getBytes(UTF_8);
    shop.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.getResponseHeaders().set("Referrer-Policy", "unsafe-url");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private void open(String path) {
    page.navigate(origin() + path);
  }

  /** By a link of the page that is open, which the next one names as its referrer. */
  private void follow(String address) {
    page.waitForNavigation(
        () ->
            page.evaluate(
                "a=>{var link=document.createElement('a');link.href=a;"
                    + "document.body.append(link);link.click()}",
                address));
  }

  private String stored() {
    return (String) page.evaluate("Object.keys(localStorage).concat(document.cookie).join('')");
  }

  /** Waits until so many events are in the journal. */
  private void await(int events) {
    Eventually.holds(
        events + " events are there",
        () -> {
          try {
            return capture.metric("tributary_capture_journaled_total") >= events;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** Each once: a page that is left before the server's answer has come sends its event again. */
  private List<JsonNode> events() throws IOException {
    ended = true;
    capture.close();
    Set<String> ids = new HashSet<>();
    return JournaledEvents.of(data).stream()
        .filter(event -> ids.add(event.path("event_id").asText()))
        .toList();
  }

  private static List<JsonNode> ofType(String type, List<JsonNode> events) {
    return events.stream().filter(e -> e.path("event_type").asText().equals(type)).toList();
  }

  private static JsonNode only(Predicate<JsonNode> which, List<JsonNode> events) {
    List<JsonNode> found = events.stream().filter(which).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private String origin() {
    return "http://127.0.0.1:" + shop.getAddress().getPort();
  }

  /** The same pages under another name, which makes them another site's. */
  private String elsewhere() {
    return origin().replace("127.0.0.1", "localhost");
  }
}
