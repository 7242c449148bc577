package dev.tributary.cli.demo;

import dev.tributary.cli.output.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** The capture layer as browsers and senders see it. */
final class Edge {

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String address;

  /**
   * @param address for example {@code http://127.0.0.1:8081}
   */
  Edge(String address) {
    this.address = address;
  }

  /** Sends events, each a JSON object, in one request; refused requests are tried again. */
  void post(List<String> events) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/v1/events"))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", events) + "]"))
            .build();
    Backoff backoff = new Backoff();
    while (true) {
      int status = send(request).statusCode();
      if (status / 100 == 2) {
        return;
      }
      // Full for the moment: the journal waits for Kafka. A sender keeps the batch and comes back.
      if (status != 503 && status != 429) {
        throw new Problem(
            "The capture layer refused simulated events with status " + status + ".",
            "The demo sends only what the contract takes.",
            "Run 'tributary validate' on the output of 'tributary simulate' to see the reason.");
      }
      backoff.pause();
    }
  }

  /** Follows a redirect link and answers where it leads, with the click id that was minted. */
  String follow(String linkId, String userAgent) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/r/" + linkId))
            .header("User-Agent", userAgent)
            .timeout(Duration.ofSeconds(10))
            .GET()
            .build();
    HttpResponse<String> response = send(request);
    return response
        .headers()
        .firstValue("Location")
        .orElseThrow(
            () ->
                new Problem(
                    "The link " + linkId + " did not redirect.",
                    "The capture layer answered " + response.statusCode() + ".",
                    "Look at 'tributary links list' for the link's state."));
  }

  private HttpResponse<String> send(HttpRequest request) throws InterruptedException {
    Backoff backoff = new Backoff();
    while (true) {
      try {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
      } catch (IOException e) {
        // The process may just be coming back; what it had acknowledged is in its journal.
        if (backoff.exhausted()) {
          throw new Problem(
              "The capture layer at "
                  + address
                  + " does not answer ("
                  + e.getMessage()
                  + ")."
                  + " Look at what the process printed, and start the demo again.",
              e);
        }
        backoff.pause();
      }
    }
  }
}
