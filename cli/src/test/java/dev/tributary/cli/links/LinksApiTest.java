package dev.tributary.cli.links;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.capture.CaptureOptions;
import dev.tributary.capture.CaptureServer;
import dev.tributary.capture.link.Link;
import dev.tributary.capture.link.LinkAudit;
import dev.tributary.capture.link.LinkEditors;
import dev.tributary.capture.link.LinkRegistry;
import dev.tributary.capture.link.LinkStatus;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.event.Campaign;
import dev.tributary.serving.http.Beside;
import dev.tributary.serving.http.ServingServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /v1/links} beside a real capture on one data directory. */
class LinksApiTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final String AUTUMN =
      "{\"id\":\"autumn\",\"destination\":\"https://shop.example/offers\",\"source\":\"newsletter\","
          + "\"medium\":\"email\",\"campaign\":\"autumn\",\"expires_at\":\"2099-01-01T01:00:00+01:00\"}";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private DataDirectory data;
  private LinkEditors editors;
  private ServingServer server;

  @BeforeEach
  void start() {
    data = new DataDirectory(folder);
    editors =
        new LinkEditors(data.linkEditors(), new LinkAudit(data.capture().resolve("links.json")));
    server =
        ServingServer.start(
            data,
            Config.defaults(),
            0,
            "",
            () -> NOON,
            Beside.links(new RegisteredLinks(data, Config.defaults(), () -> NOON)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aLinkMadeOverHttpIsFollowedAtOnceAndEndedOverHttpIsNot() throws Exception {
    String key = editors.allow("campaign-tool", "admin", Instant.EPOCH);
    try (CaptureServer capture =
        CaptureServer.start(
            new CaptureOptions(data, Config.defaults(), 0, () -> "", InstantSource.system()))) {
      assertThat(followed(capture)).isEqualTo(404);

      HttpResponse<String> made = send("POST", "/v1/links", key, AUTUMN);

      assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
      assertThat(made.headers().firstValue("Location")).contains("/v1/links/autumn");
      String link =
          "{\"id\":\"autumn\",\"destination\":\"https://shop.example/offers\","
              + "\"source\":\"newsletter\",\"medium\":\"email\",\"campaign\":\"autumn\","
              + "\"ad_group\":null,\"term\":null,\"content\":null,"
              + "\"created_at\":\"2026-11-24T12:00:00Z\",\"created_by\":\"campaign-tool\","
              + "\"status\":\"active\",\"expires_at\":\"2099-01-01T00:00:00Z\"}";
      assertThat(json(made).path("link").toString()).isEqualTo(link);
      assertThat(json(made).path("findings")).isEmpty();
      assertThat(send("GET", "/v1/links", null, "").body()).isEqualTo("{\"links\":[" + link + "]}");
      assertThat(followed(capture)).isEqualTo(302);

      HttpResponse<String> ended =
          send("PATCH", "/v1/links/autumn", key, "{\"status\":\"disabled\"}");

      assertThat(json(ended).path("status").asText()).isEqualTo("disabled");
      assertThat(json(send("GET", "/v1/links/autumn", null, "")).path("status").asText())
          .isEqualTo("disabled");
      while (followed(capture) != 404) {
        Thread.onSpinWait();
      }
    }
    assertThat(changes())
        .extracting(
            LinkAudit.Entry::at,
            LinkAudit.Entry::actor,
            LinkAudit.Entry::action,
            LinkAudit.Entry::subject,
            LinkAudit.Entry::detail)
        .containsExactly(
            tuple(NOON, "campaign-tool", "add", "autumn", "https://shop.example/offers"),
            tuple(NOON, "campaign-tool", "disable", "autumn", null));
  }

  @Test
  void nothingIsChangedWithoutAKeyThatHolds() throws Exception {
    assertThat(send("POST", "/v1/links", null, AUTUMN).statusCode()).isEqualTo(403);
    String key = editors.allow("campaign-tool", "admin", Instant.EPOCH);
    String before = editors.allow("former", "admin", Instant.EPOCH);
    editors.disallow("former", "admin", Instant.EPOCH);
    for (String wrong : new String[] {null, "", key + "x", key.substring(1), before}) {
      HttpResponse<String> refused = send("POST", "/v1/links", wrong, AUTUMN);
      assertThat(refused.statusCode()).as(wrong).isEqualTo(401);
      assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
      assertThat(refused.body()).contains("tributary links allow NAME").doesNotContain(key);
      assertThat(send("PATCH", "/v1/links/autumn", wrong, "{}").statusCode()).isEqualTo(401);
    }
    assertThat(data.capture().resolve("links.json")).doesNotExist();
    assertThat(changes()).isEmpty();
    assertThat(Files.readString(data.linkEditors())).doesNotContain(key);

    Files.writeString(data.linkEditors(), "{");
    HttpResponse<String> unread = send("POST", "/v1/links", key, AUTUMN);
    assertThat(unread.statusCode()).isEqualTo(503);
    assertThat(unread.body()).contains("ask again").doesNotContain(data.capture().toString());
    assertThat(data.capture().resolve("links.json")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"a\",\"destination\":\"//evil.example/\"};422;Give an absolute http(s) URL",
        "{\"id\":\"a/b\",\"destination\":\"https://shop.example/\"};422;letters, digits",
        "{\"id\":\"a\",\"destinaton\":\"https://shop.example/\"};400;no field 'destinaton'",
        "{\"id\":\"a\",\"id\":\"b\",\"destination\":\"https://shop.example/\"};400;each name once",
        "{\"id\":7,\"destination\":\"https://shop.example/\"};400;no text",
        "{\"id\":\"a\"};400;has no destination",
        "{\"id\":\"a\",\"destination\":\"https://shop.example/\",\"expires_at\":\"soon\"};400;offset",
        "{\"id\":\"a\",\"destination\":\"https://shop.example/\",\"source\":\"\\ud800\"};400;is no Unicode",
        "[];400;not one JSON object",
        "{;400;not one JSON object",
      })
  void whatIsNoLinkIsRefusedWithAProblemThatSaysWhatToDo(String line) throws Exception {
    String[] parts = line.split(";", 3);
    HttpResponse<String> refused =
        send("POST", "/v1/links", editors.allow("tool", "admin", Instant.EPOCH), parts[0]);
    assertThat(refused.statusCode()).isEqualTo(Integer.parseInt(parts[1]));
    assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(json(refused).path("detail").asText()).contains(parts[2]);
    assertThat(data.capture().resolve("links.json")).doesNotExist();
  }

  @Test
  void anIdIsTakenOnceUnknownOnesAreTheRegistrysToTellAndBodiesAreBounded() throws Exception {
    String key = editors.allow("tool", "admin", Instant.EPOCH);
    HttpResponse<String> made =
        send("POST", "/v1/links", key, "{\"id\":\"a\",\"destination\":\"https://shop.example/\"}");
    assertThat(json(made).path("findings").findValuesAsText("rule"))
        .containsExactly("missing_source", "missing_medium", "missing_campaign");
    HttpResponse<String> again =
        send("POST", "/v1/links", key, "{\"id\":\"a\",\"destination\":\"https://evil.example/\"}");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(json(send("GET", "/v1/links/a", null, "")).path("destination").asText())
        .isEqualTo("https://shop.example/");
    assertThat(send("PATCH", "/v1/links/b", key, "{\"status\":\"disabled\"}").statusCode())
        .isEqualTo(404);
    assertThat(send("PATCH", "/v1/links/a", key, "{\"status\":\"gone\"}").statusCode())
        .isEqualTo(400);
    assertThat(send("DELETE", "/v1/links/a", key, "").statusCode()).isEqualTo(405);
    String large = "{\"id\":\"" + "a".repeat(20_000);
    for (BodyPublisher body :
        new BodyPublisher[] {
          BodyPublishers.ofString(large),
          BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large.getBytes(UTF_8)))
        }) {
      HttpResponse<String> refused = send("POST", "/v1/links", key, body);
      assertThat(refused.statusCode()).isEqualTo(413);
      assertThat(refused.body()).contains("A link has less than 16 KiB.");
    }
  }

  @Test
  void anExpiredLinkIsShownAsSuchAndIsNotMadeActive() throws Exception {
    String key = editors.allow("tool", "admin", Instant.EPOCH);
    new LinkRegistry(data.capture().resolve("links.json"))
        .add(
            new Link(
                "spring",
                "https://shop.example/",
                Campaign.NONE,
                NOON.minusSeconds(9),
                "tool",
                LinkStatus.ACTIVE,
                NOON.minusSeconds(1)));
    assertThat(json(send("GET", "/v1/links/spring", null, "")).path("status").asText())
        .isEqualTo("expired");
    HttpResponse<String> refused =
        send("PATCH", "/v1/links/spring", key, "{\"status\":\"active\"}");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("expired at 2026-11-24T11:59:59Z and stays so");
    assertThat(changes()).extracting(LinkAudit.Entry::action).containsExactly("add");
  }

  @Test
  void linksThatAreMadeAtOnceAreAllMade() throws Exception {
    String key = editors.allow("tool", "admin", Instant.EPOCH);
    List<CompletableFuture<Integer>> made =
        IntStream.range(0, 16).mapToObj(number -> making("link-" + number, key)).toList();
    for (CompletableFuture<Integer> one : made) {
      assertThat(one.get()).isEqualTo(201);
    }
    assertThat(json(send("GET", "/v1/links", null, "")).path("links")).hasSize(16);
    assertThat(changes()).hasSize(16);
  }

  private CompletableFuture<Integer> making(String id, String key) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            String link = "{\"id\":\"%s\",\"destination\":\"https://shop.example/\"}";
            return send("POST", "/v1/links", key, link.formatted(id)).statusCode();
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        runnable -> new Thread(runnable).start());
  }

  private LinkAudit trail() {
    return new LinkAudit(data.capture().resolve("links.json"));
  }

  /** What happened to links, without who was let to change them. */
  private List<LinkAudit.Entry> changes() {
    return trail().entries().stream().filter(entry -> !entry.actor().equals("admin")).toList();
  }

  private int followed(CaptureServer capture) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + capture.port() + "/r/autumn");
    return client
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private HttpResponse<String> send(String method, String path, String key, String body)
      throws IOException, InterruptedException {
    return send(
        method,
        path,
        key,
        method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(String method, String path, String key, BodyPublisher body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, body)
            .header("Content-Type", "application/json");
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return new ObjectMapper().readTree(response.body());
  }
}
