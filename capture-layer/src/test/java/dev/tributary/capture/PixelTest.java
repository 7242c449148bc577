package dev.tributary.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.capture.sender.SenderRegistry;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PixelTest {

  private static final String VERDICT = "X-Event-Accepted";

  @TempDir static Path data;
  static CaptureFixture capture;

  @BeforeAll
  static void start() {
    capture = CaptureFixture.start(data, Map.of("capture.allowed_origins", "https://shop.example"));
  }

  @AfterAll
  static void stop() {
    capture.close();
  }

  @Test
  void aPictureInAMailIsAnImpression() throws Exception {
    long before = capture.server().journaled();
    HttpResponse<String> answer =
        capture.get(
            "/v1/pixel.gif?visitor_id=v1&source=newsletter&medium=email&campaign=Spring%20sale"
                + "&consent_analytics=granted&consent_advertising=denied");
    assertThat(answer.headers().firstValue(VERDICT)).contains("true");
    assertThat(answer.headers().firstValue("Content-Type")).contains("image/gif");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.body()).startsWith("GIF89a");
    assertThat(capture.server().journaled()).isEqualTo(before + 1);
  }

  @Test
  void aRefusedEventStillGivesThePictureAndIsJournaledWithItsReason() throws Exception {
    long before = capture.server().journaled();
    HttpResponse<String> answer = capture.get("/v1/pixel.gif?visitor_id=v1");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("GIF89a");
    assertThat(answer.headers().firstValue(VERDICT)).contains("false; missing_consent");
    assertThat(capture.server().journaled()).isEqualTo(before + 1);
  }

  @Test
  void whatNobodyHasLookedAtYetIsNoImpression() throws Exception {
    long before = capture.server().journaled();
    double looks = capture.metric("tributary_capture_uncounted_looks_total");
    String impression = "/v1/pixel.gif?visitor_id=v1&consent_analytics=granted";
    for (String purpose : new String[] {"prefetch", "prefetch;prerender", "Preview"}) {
      HttpResponse<String> answer = capture.get(impression, "Sec-Purpose", purpose);
      assertThat(answer.body()).startsWith("GIF89a");
      assertThat(answer.headers().firstValue(VERDICT)).contains("false; fetched_ahead");
    }
    assertThat(capture.head(impression).headers().firstValue(VERDICT)).isEmpty();
    assertThat(capture.metric("tributary_capture_uncounted_looks_total")).isEqualTo(looks + 4);
    assertThat(capture.server().journaled()).isEqualTo(before);
  }

  @Test
  void aBrokenEscapeIsNamedAndNothingIsKept() throws Exception {
    long before = capture.server().journaled();
    String answer =
        RawConnection.answer(
            capture.port(),
            "GET /v1/pixel.gif?visitor_id=%ZZ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assertThat(answer)
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("x-event-accepted: false; malformed_query");
    assertThat(capture.server().journaled()).isEqualTo(before);
  }

  @Test
  void whatCanBeReadInTwoWaysOrInNoneIsRejectedAsInAPost() throws Exception {
    String granted =
        "/v1/pixel.gif?visitor_id=v1&consent_analytics=granted&consent_advertising=granted";
    long before = capture.server().journaled();
    assertThat(verdict(granted + "&consent_analytics=denied")).isEqualTo("false; duplicate_member");
    assertThat(verdict(granted + "&campaign=a&campaign=b")).isEqualTo("false; duplicate_member");
    assertThat(verdict(granted + "&x=%ff%fe")).isEqualTo("false; invalid_utf8");
    assertThat(verdict(granted + "&%ff=x")).isEqualTo("false; invalid_utf8");
    assertThat(capture.server().journaled()).isEqualTo(before + 4);
    assertThat(verdict(granted + "&campaign=gr%C3%BC%C3%9Fe%22%0A")).isEqualTo("true");
    Path segment = data.resolve("capture/journal/00000000000000000001.journal");
    assertThat(Files.readString(segment, StandardCharsets.ISO_8859_1))
        .contains(
            new String("grüße".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }

  @Test
  void aQueryOfTooManyParametersIsNotTakenInPart() throws Exception {
    StringBuilder query = new StringBuilder("/v1/pixel.gif?consent_analytics=granted");
    query.append("&consent_advertising=granted&visitor_id=v1");
    for (int i = 3; i < 64; i++) {
      query.append("&x").append(i).append("=1");
    }
    assertThat(verdict(query.toString())).isEqualTo("true");
    long before = capture.server().journaled();
    assertThat(verdict(query + "&last=1")).isEqualTo("false; too_many_parameters");
    assertThat(capture.server().journaled()).isEqualTo(before);
  }

  @Test
  void aSemicolonIsPartOfAValue() throws Exception {
    String answer =
        RawConnection.answer(
            capture.port(),
            "GET /v1/pixel.gif?campaign=half;price&visitor_id=v1&consent_analytics=granted"
                + "&consent_advertising=granted HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assertThat(answer).containsIgnoringCase("x-event-accepted: true");
    Path segment = data.resolve("capture/journal/00000000000000000001.journal");
    assertThat(Files.readString(segment, StandardCharsets.ISO_8859_1)).contains("\"half;price\"");
  }

  @Test
  void oddQueriesHarmNothing() throws Exception {
    for (String query :
        new String[] {
          "",
          "?",
          "?%",
          "?=&&=",
          "?consent_=x",
          "?a=%ff%fe",
          "?consent_a=1&consent=x",
          "?" + "x=1&".repeat(1000)
        }) {
      String request = "GET /v1/pixel.gif" + query + " HTTP/1.1\r\nHost: a\r\nConnection: close";
      assertThat(RawConnection.answer(capture.port(), request + "\r\n\r\n"))
          .as(query)
          .startsWith("HTTP/1.1 200 ")
          .contains("false; ");
    }
  }

  @Test
  void aForeignPageTellsOfNoMoreThanThatItsPictureWasSeen() throws Exception {
    String granted = "visitor_id=v1&consent_analytics=granted&consent_advertising=granted";
    String order =
        "/v1/pixel.gif?event_type=conversion&order_id=o-1&value=99.00&currency=EUR&" + granted;
    long before = capture.server().journaled();
    for (String page :
        new String[] {
          "https://evil.example/x",
          "https://shop.example.evil.example/",
          "https://shop.example@evil.example/",
          "http://shop.example/",
          "evil"
        }) {
      assertThat(verdict(order, "Referer", page)).isEqualTo("false; foreign_page");
    }
    assertThat(verdict(order, "Origin", "null")).isEqualTo("false; foreign_page");
    for (String site : new String[] {"cross-site", "same-site"}) { // Told to send no Referer.
      assertThat(verdict(order, "Sec-Fetch-Site", site)).isEqualTo("false; foreign_page");
    }
    assertThat(capture.get("/metrics").body())
        .containsPattern("refused_pictures_total\\{reason=\"foreign_page\"} [1-9]");
    assertThat(capture.server().journaled()).isEqualTo(before);
    assertThat(verdict(order, "Referer", "https://shop.example/thanks")).isEqualTo("true");
    assertThat(verdict(order, "Referer", "https://shop.example")).isEqualTo("true");
    assertThat(verdict(order, "Sec-Fetch-Site", "none")).isEqualTo("true");
    assertThat(verdict("/v1/pixel.gif?" + granted, "Referer", "https://blog.example/"))
        .isEqualTo("true");
  }

  @Test
  void whereServersNeedAKeyAPictureOnNoPageTellsOfNoOrder(@TempDir Path keyed) throws Exception {
    String order =
        "/v1/pixel.gif?event_type=conversion&order_id=o-2&value=99.00&currency=EUR&visitor_id=v1"
            + "&consent_analytics=granted&consent_advertising=granted";
    assertThat(verdict(order)).isEqualTo("true");
    new SenderRegistry(keyed.resolve("capture/senders.json")).add("shop", 0);
    try (CaptureFixture closed = CaptureFixture.start(keyed, Map.of())) {
      assertThat(closed.get(order).headers().firstValue(VERDICT)).contains("false; foreign_page");
    }
  }

  private static String verdict(String pixel, String... headers) throws Exception {
    return capture.get(pixel, headers).headers().firstValue(VERDICT).orElseThrow();
  }
}
