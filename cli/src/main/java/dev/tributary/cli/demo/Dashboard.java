package dev.tributary.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.cli.output.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The API as the dashboard asks it. */
final class Dashboard {

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;

  /**
   * @param address for example {@code http://127.0.0.1:8080}
   */
  Dashboard(String address) {
    this.address = address;
  }

  String address() {
    return address;
  }

  /** The answer to a GET of that path. */
  JsonNode ask(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(30)).build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new Problem(
            "The API answered " + path + " with status " + response.statusCode() + ".",
            response.body(),
            "Look at what the platform's process printed.");
      }
      return json.readTree(response.body());
    } catch (IOException e) {
      throw new Problem(
          "The API at "
              + address
              + " does not answer ("
              + e.getMessage()
              + "). Look at what the platform's process printed.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem("The demo was interrupted while it asked " + path + ".", e);
    }
  }
}
