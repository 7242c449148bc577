package dev.tributary.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.capture.sender.SenderRegistry;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Senders that ask whether their body is wanted before they send it. */
class ExpectTest {

  private static final String EXPECT = "Host: a\r\nExpect: 100-continue\r\nContent-Length: ";

  @TempDir Path data;

  @Test
  void aBodyThatWouldBeRefusedIsNotAskedFor() throws Exception {
    String key =
        "Authorization: Bearer "
            + new SenderRegistry(data.resolve("capture/senders.json")).add("shop", 0)
            + "\r\n";
    Map<String, String> settings = Map.of("capture.allowed_origins", "https://shop.example");
    try (CaptureFixture capture = CaptureFixture.start(data, settings)) {
      String post = "POST /v1/events HTTP/1.1\r\n";
      String page = "Origin: https://shop.example\r\n";
      assertThat(answer(capture, post + key + "Content-Type: text/html\r\n" + EXPECT + "2"))
          .startsWith("HTTP/1.1 415 ");
      assertThat(answer(capture, post + EXPECT + "2"))
          .startsWith("HTTP/1.1 401 ")
          .contains("www-authenticate: Bearer");
      assertThat(answer(capture, post + "Origin: https://evil.example\r\n" + EXPECT + "2"))
          .startsWith("HTTP/1.1 403 ");
      assertThat(answer(capture, post + page + "Content-Encoding: br\r\n" + EXPECT + "2"))
          .startsWith("HTTP/1.1 415 ")
          .contains("access-control-allow-origin: https://shop.example");
      assertThat(answer(capture, post + key + EXPECT + "9999999")).startsWith("HTTP/1.1 413 ");
      assertThat(answer(capture, "PUT /v1/events HTTP/1.1\r\n" + EXPECT + "2"))
          .startsWith("HTTP/1.1 405 ")
          .contains("allow: POST, OPTIONS");
      assertThat(answer(capture, "PUT /r/launch HTTP/1.1\r\n" + EXPECT + "2"))
          .startsWith("HTTP/1.1 405 ");
      assertThat(answer(capture, "PUT /nope HTTP/1.1\r\n" + EXPECT + "2"))
          .startsWith("HTTP/1.1 404 ");
      assertThat(capture.get("/metrics").body())
          .contains("tributary_capture_requests_total{route=\"events\",status=\"415\"} 2\n")
          .contains("tributary_capture_requests_total{route=\"events\",status=\"401\"} 1\n");
      try (RawConnection asking = new RawConnection(capture.port())) {
        asking.send(post + key + EXPECT + "2\r\n\r\n");
        assertThat(asking.head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
        asking.send("[]");
        assertThat(asking.head()).startsWith("HTTP/1.1 202 ");
      }
    }
  }

  @Test
  void aRefusalOfItsHeadCountsAgainstTheRateOfItsAddressOnce() throws Exception {
    Map<String, String> settings = Map.of("capture.requests_per_second", "1");
    try (CaptureFixture capture = CaptureFixture.start(data, settings)) {
      String html = "POST /v1/events HTTP/1.1\r\nContent-Type: text/html\r\n" + EXPECT + "2";
      int refused = 0;
      while (answer(capture, html).startsWith("HTTP/1.1 415 ")) {
        refused++;
      }
      assertThat(refused).isPositive();
      assertThat(answer(capture, html)).startsWith("HTTP/1.1 429 ").contains("retry-after: 5");
    }
  }

  /** Of a sender who waits for the answer and sends no body before it. */
  private static String answer(CaptureFixture capture, String head) throws Exception {
    return RawConnection.answer(capture.port(), head + "\r\n\r\n");
  }
}
