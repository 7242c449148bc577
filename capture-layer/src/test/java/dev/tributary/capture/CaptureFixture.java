package dev.tributary.capture;

import dev.tributary.capture.link.Link;
import dev.tributary.capture.link.LinkRegistry;
import dev.tributary.capture.link.LinkStatus;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.event.Campaign;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/** A real server on a free port over a temporary data directory, and a client for it. */
public final class CaptureFixture implements AutoCloseable {

  public static final Campaign LAUNCH =
      new Campaign("newsletter", "email", "Autumn launch", null, null, null);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  private final CaptureServer server;

  private CaptureFixture(CaptureServer server) {
    this.server = server;
  }

  public static CaptureFixture start(Path data, Map<String, String> settings) {
    return start(data, settings, () -> "");
  }

  public static CaptureFixture start(
      Path data, Map<String, String> settings, Supplier<String> bootstrapServers) {
    return new CaptureFixture(
        CaptureServer.start(
            new CaptureOptions(
                new DataDirectory(data),
                Config.of(settings),
                0,
                bootstrapServers,
                InstantSource.system())));
  }

  /** Registers {@code spring} to that destination, active, for the campaign {@link #LAUNCH}. */
  public static void register(Path data, String id, String destination) {
    links(data)
        .add(
            new Link(
                id,
                destination,
                LAUNCH,
                Instant.parse("2026-11-01T00:00:00Z"),
                "tester",
                LinkStatus.ACTIVE,
                null));
  }

  public static LinkRegistry links(Path data) {
    return new LinkRegistry(new DataDirectory(data).capture().resolve("links.json"));
  }

  public CaptureServer server() {
    return server;
  }

  public int port() {
    return server.port();
  }

  public HttpResponse<String> get(String path, String... headers) throws Exception {
    return send(request(path, headers).GET().build());
  }

  public HttpResponse<String> head(String path, String... headers) throws Exception {
    return send(request(path, headers).method("HEAD", HttpRequest.BodyPublishers.noBody()).build());
  }

  public HttpResponse<String> post(String body, String... headers) throws Exception {
    return post(body.getBytes(StandardCharsets.UTF_8), headers);
  }

  public HttpResponse<String> post(byte[] body, String... headers) throws Exception {
    return send(
        request("/v1/events", headers).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build());
  }

  /** The value of a metric without labels. */
  public double metric(String name) throws Exception {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    server.close();
  }
}
