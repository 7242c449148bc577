package dev.tributary.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Headers that come twice: what any of them says counts, and two that differ name nobody. */
class RepeatedHeaderTest {

  private static final String OURS = "https://shop.example";
  private static final String CLOSE = "Host: a\r\nConnection: close\r\n\r\n";

  @TempDir Path data;

  @Test
  void aSecondPurposeAndASecondOriginAreHeard() throws Exception {
    CaptureFixture.register(data, "launch", OURS + "/");
    Map<String, String> settings = Map.of("capture.allowed_origins", OURS);
    try (CaptureFixture capture = CaptureFixture.start(data, settings)) {
      for (String name : new String[] {"Purpose", "Sec-Purpose", "X-Moz"}) {
        String twice = name + ": x\r\n" + name + ": prefetch\r\n";
        assertThat(answer(capture, "GET /r/launch HTTP/1.1\r\n" + twice + CLOSE))
            .startsWith("HTTP/1.1 302 ")
            .doesNotContain("tcid");
      }
      String post = "POST /v1/events HTTP/1.1\r\nContent-Length: 2\r\n";
      String origin = "Origin: " + OURS + "\r\n";
      assertThat(answer(capture, post + origin + CLOSE + "[]"))
          .startsWith("HTTP/1.1 202 ")
          .contains("access-control-allow-origin: " + OURS);
      for (String other : new String[] {"https://evil.example", OURS, "null"}) {
        assertThat(answer(capture, post + origin + "Origin: " + other + "\r\n" + CLOSE + "[]"))
            .as(other)
            .startsWith("HTTP/1.1 403 ")
            .doesNotContain("access-control-allow-origin");
      }
      String picture = "GET /v1/pixel.gif?event_type=page_view HTTP/1.1\r\n";
      String page = "Referer: " + OURS + "/a\r\n";
      assertThat(answer(capture, picture + page + CLOSE)).doesNotContain("foreign_page");
      for (String more :
          new String[] {page + "Referer: https://evil.example/\r\n", origin + origin}) {
        assertThat(answer(capture, picture + more + CLOSE))
            .contains("x-event-accepted: false; foreign_page");
      }
    }
  }

  private static String answer(CaptureFixture capture, String request) throws Exception {
    return RawConnection.answer(capture.port(), request)
        .toLowerCase(java.util.Locale.ROOT)
        .replaceFirst("^http/", "HTTP/");
  }
}
