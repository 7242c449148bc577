package dev.tributary.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The snippet on a page of another origin, in a real browser. */
class SnippetTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LANDING = "/?utm_source=news&tcid=AAAAAAAAAAAAAAAAAAAAAA";

  @TempDir Path data;
  @TempDir Path profile;

  private HttpServer shop;
  private CaptureFixture capture;
  private volatile String page;

  @BeforeEach
  void start() throws IOException {
    shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    shop.createContext(
        "/",
        exchange -> {
          byte[] bytes = page.getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    shop.start();
    capture = CaptureFixture.start(data, Map.of("capture.allowed_origins", origin()));
  }

  @AfterEach
  void stop() {
    shop.stop(0);
  }

  @Test
  void itFitsIntoTwoKilobytesAndIsSentPackedToWhoTakesThat() throws Exception {
    byte[] script = bytesOf("/t.js", "identity", null);
    byte[] packed = bytesOf("/t.js", "deflate, GZIP;q=0.5, br", "gzip");
    assertThat(packed.length).isLessThan(2048);
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      assertThat(gzip.readAllBytes()).isEqualTo(script);
    }
    assertThat(bytesOf("/t.js", "*", "gzip")).isEqualTo(packed);
    for (String refused : List.of("gzip;q=0", "gzip; q=0.000, *", "br", "gzipped", "*;q=0", "")) {
      assertThat(bytesOf("/t.js", refused, null)).as(refused).isEqualTo(script);
    }
    capture.close();
  }

  private byte[] bytesOf(String path, String accepted, String packing) throws Exception {
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + capture.port() + path))
                    .header("Accept-Encoding", accepted)
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/javascript; charset=utf-8");
    assertThat(answer.headers().firstValue("Content-Encoding"))
        .isEqualTo(Optional.ofNullable(packing));
    assertThat(answer.headers().firstValue("Vary")).contains("Accept-Encoding");
    return answer.body();
  }

  @Test
  void aChoiceThatSaysNothingIsNone() throws Exception {
    List<JsonNode> events =
        eventsOf(
            "tributary('consent');tributary('consent',{analytics:true});"
                + "tributary('conversion',{order_id:'A-2',value:'1',currency:'EUR'});");
    assertThat(events).hasSize(2);
    assertThat(events)
        .extracting(event -> event.path("consent").path("analytics").asText())
        .containsOnly("unknown");
  }

  @Test
  void withConsentThePageViewAndTheOrderCarryTheVisitorAndAdoptTheClick() throws Exception {
    List<JsonNode> events =
        eventsOf(
            "tributary('consent',{analytics:'granted',advertising:'denied'});"
                + "tributary('conversion',{order_id:'A-1',value:'19.90',currency:'EUR'});");
    assertThat(events).hasSize(2);
    JsonNode view = events.get(0);
    assertThat(view.path("event_type").asText()).isEqualTo("page_view");
    assertThat(view.path("click_id").asText()).isEqualTo("A".repeat(22));
    assertThat(view.path("click_id_type").asText()).isEqualTo("tcid");
    assertThat(view.path("source").asText()).isEqualTo("news");
    assertThat(view.path("visitor_id").asText()).matches("[0-9a-f]{32}");
    assertThat(events.get(1).path("order_id").asText()).isEqualTo("A-1");
    assertThat(events.get(1).path("visitor_id")).isEqualTo(view.path("visitor_id"));
  }

  @Test
  void withoutConsentNoIdentifierLeavesThePage() throws Exception {
    List<JsonNode> events =
        eventsOf("tributary('consent',{analytics:'denied',advertising:'denied'});");
    assertThat(events).hasSize(1);
    assertThat(events.get(0).has("visitor_id")).isFalse();
    assertThat(events.get(0).has("click_id")).isFalse();
    assertThat(events.get(0).path("consent").path("analytics").asText()).isEqualTo("denied");
  }

  @Test
  void whoLeavesWithoutAChoiceIsCountedWithoutIdentifiers() throws Exception {
    List<JsonNode> events = eventsOf("");
    assertThat(events).hasSize(1);
    assertThat(events.get(0).has("visitor_id")).isFalse();
    assertThat(events.get(0).has("click_id")).isFalse();
    assertThat(events.get(0).path("consent").path("analytics").asText()).isEqualTo("unknown");
  }

  @Test
  void whoLeavesIsCountedWhereTheBrowserTakesNoBeacon() throws Exception {
    List<JsonNode> events = eventsOf("navigator.sendBeacon=function(){return false};");
    assertThat(events).hasSize(1);
    assertThat(events.get(0).path("event_type").asText()).isEqualTo("page_view");
    assertThat(events.get(0).has("visitor_id")).isFalse();
  }

  @Test
  void aPageThatIsRenderedAheadIsCountedWhenItIsShown() throws Exception {
    String ahead =
        "Object.defineProperty(document,'prerendering',{value:true});"
            + "tributary('consent',{analytics:'denied'});";
    visit(ahead);
    List<JsonNode> events =
        eventsOf(
            ahead
                + "addEventListener('load',function(){"
                + "document.dispatchEvent(new Event('prerenderingchange'))});");
    assertThat(events).hasSize(1);
    assertThat(events.get(0).path("event_type").asText()).isEqualTo("page_view");
  }

  @Test
  void nothingIsStoredBeforeTheChoiceAndNoCookieEver() throws Exception {
    String later =
        "addEventListener('load',function(){setTimeout(function(){document.body.append("
            + "'cookies='+document.cookie+' stored='+localStorage.length)},500)});";
    assertThat(visit(later)).contains("cookies= stored=0");
    assertThat(visit(later + "tributary('consent',{analytics:'denied'});"))
        .contains("cookies= stored=0");
    assertThat(visit(later + "tributary('consent',{analytics:'granted'});"))
        .contains("cookies= stored=2");
    assertThat(capture.get("/t.js").headers().firstValue("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void anEventThatWasNotTakenIsSentAgainUnderTheSameId(int status) throws Exception {
    byte[] snippet = capture.get("/t.js").body().getBytes(UTF_8);
    shop.createContext("/t.js", exchange -> answer(exchange, 200, snippet));
    Queue<JsonNode> sent = new ConcurrentLinkedQueue<>();
    shop.createContext(
        "/v1/events",
        exchange -> {
          sent.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
          answer(exchange, sent.size() == 1 ? status : 202, new byte[0]);
        });

    visit("tributary('consent',{analytics:'granted'});", origin());

    assertThat(sent).hasSizeGreaterThanOrEqualTo(2);
    assertThat(sent)
        .extracting(event -> event.path("event_id").asText())
        .containsOnly(sent.peek().path("event_id").asText())
        .first()
        .asString()
        .matches("[0-9a-f]{32}");
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private List<JsonNode> eventsOf(String calls) throws Exception {
    visit(calls);
    capture.close();
    List<JsonNode> events = new ArrayList<>(JournaledEvents.of(data));
    events.sort((a, b) -> b.path("event_type").asText().compareTo(a.path("event_type").asText()));
    return events;
  }

  /** Opens the landing page, whose own script makes these calls before the snippet has loaded. */
  private String visit(String calls) throws Exception {
    return visit(calls, "http://127.0.0.1:" + capture.port());
  }

  /** The same with the snippet of another server; answers the page as it is in the end. */
  private String visit(String calls, String snippetOf) throws Exception {
    page =
        "<!doctype html><title>Shop</title><script>window.tributary=function(){(tributary.q="
            + "tributary.q||[]).push(arguments)};"
            + calls
            + "</script><script async src=\""
            + snippetOf
            + "/t.js\"></script><body></body>";
    Process browser =
        new ProcessBuilder(
                chromium(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--user-data-dir=" + profile,
                "--virtual-time-budget=3000",
                "--dump-dom",
                origin() + LANDING)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String dom = new String(browser.getInputStream().readAllBytes(), UTF_8);
    assertThat(browser.waitFor()).isZero();
    assertThat(dom).contains("<title>Shop</title>");
    return dom;
  }

  private String origin() {
    return "http://127.0.0.1:" + shop.getAddress().getPort();
  }

  private static String chromium() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(
            name ->
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                    .map(folder -> Path.of(folder, name)))
        .filter(file -> file.toFile().canExecute())
        .map(Path::toString)
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "There is no Chromium on the PATH; install it (Debian: chromium)."));
  }
}
