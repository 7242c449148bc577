package dev.tributary.capture;

import dev.tributary.capture.link.Link;
import dev.tributary.capture.link.LinkRegistry;
import dev.tributary.capture.link.LinkStatus;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.event.Campaign;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A real server on a free port over a temporary data directory, and a client for it. */
public final class CaptureFixture implements AutoCloseable {

  public static final Campaign LAUNCH =
      new Campaign("newsletter", "email", "Autumn launch", null, null, null);

  private final CaptureServer server;
  private final CaptureClient client;

  private CaptureFixture(CaptureServer server) {
    this.server = server;
    this.client = new CaptureClient(server.port());
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
                Config.of(withSmallFiles(settings)),
                0,
                bootstrapServers,
                InstantSource.system())));
  }

  /** A whole segment is laid out ahead: no test needs one of 64 MiB. */
  private static Map<String, String> withSmallFiles(Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(Map.of("capture.segment_bytes", "1048576"));
    all.putAll(settings);
    return all;
  }

  /** Registers {@code spring} to that destination, active, for the campaign {@link #LAUNCH}. */
  public static void register(Path data, String id, String destination) {
    register(data, id, destination, LAUNCH);
  }

  public static void register(Path data, String id, String destination, Campaign campaign) {
    links(data)
        .add(
            new Link(
                id,
                destination,
                campaign,
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
    return client.get(path, headers);
  }

  public HttpResponse<String> head(String path, String... headers) throws Exception {
    return client.head(path, headers);
  }

  public HttpResponse<String> options(String path, String... headers) throws Exception {
    return client.options(path, headers);
  }

  public HttpResponse<String> post(String body, String... headers) throws Exception {
    return client.post(body.getBytes(StandardCharsets.UTF_8), headers);
  }

  public HttpResponse<String> post(byte[] body, String... headers) throws Exception {
    return client.post(body, headers);
  }

  /** The value of a metric without labels. */
  public double metric(String name) throws Exception {
    return client.metric(name);
  }

  @Override
  public void close() {
    server.close();
  }
}
