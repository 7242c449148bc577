package dev.tributary.capture;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Speaks to a capture server on this machine; follows no redirect. */
public final class CaptureClient {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  private final int port;

  public CaptureClient(int port) {
    this.port = port;
  }

  public HttpResponse<String> get(String path, String... headers) throws Exception {
    return send(request(path, headers).GET().build());
  }

  public HttpResponse<String> head(String path, String... headers) throws Exception {
    return bodiless("HEAD", path, headers);
  }

  public HttpResponse<String> options(String path, String... headers) throws Exception {
    return bodiless("OPTIONS", path, headers);
  }

  private HttpResponse<String> bodiless(String method, String path, String... headers)
      throws Exception {
    return send(request(path, headers).method(method, HttpRequest.BodyPublishers.noBody()).build());
  }

  public HttpResponse<String> post(byte[] body, String... headers) throws Exception {
    return send(
        request("/v1/events", headers).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build());
  }

  /** Posts events and answers the status alone. */
  public int post(String events) throws Exception {
    return post(events.getBytes(StandardCharsets.UTF_8)).statusCode();
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
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
