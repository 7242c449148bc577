package dev.tributary.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that break the rules of HTTP, on purpose or by accident. */
class HostileRequestTest {

  private static final String CLOSE = "Host: a\r\nConnection: close\r\n\r\n";

  @TempDir static Path data;
  static CaptureFixture capture;

  @BeforeAll
  static void start() {
    CaptureFixture.register(data, "launch", "https://shop.example/");
    capture =
        CaptureFixture.start(
            data,
            Map.of(
                "capture.request_seconds", "1",
                "capture.connections", "40",
                "capture.body_bytes", "2097152"));
  }

  @AfterAll
  static void stop() {
    capture.close();
  }

  @AfterEach
  void theServerStillServes() throws Exception {
    assertThat(capture.get("/r/launch").statusCode()).isEqualTo(302);
  }

  @Test
  void twoLengthsOfOneBodyAreRefused() throws Exception {
    String answer =
        answer(
            "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /r/launch HTTP/1.1\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain("302 Found");
    assertThat(
            answer(
                "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n"
                    + "\r\n[{}]x"))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void aRequestNeedsExactlyOneHost() throws Exception {
    assertThat(answer("GET /r/launch HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(answer("GET /r/launch HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ");
  }

  /** RFC 9112, 3.2; what it allows is no reason to keep a visitor from where he wants to go. */
  @Test
  void aHostThatIsNoneIsRefusedAndCounted() throws Exception {
    double before = redirects(400);
    String[] none = {
      "x, y",
      "a b",
      "x/y",
      "evil@x",
      "x:abc",
      "[::1",
      "[::1]x",
      "[fe80::1%25eth0]",
      "[fe80::1%eth0]",
      "[]",
      "\u00ff",
      "<"
    };
    for (String host : none) {
      for (String version : new String[] {"1.1", "1.0"}) {
        assertThat(answer("GET /r/launch HTTP/" + version + "\r\nHost: " + host + "\r\n\r\n"))
            .as(host)
            .startsWith("HTTP/1.1 400 ")
            .contains("is no host.");
      }
    }
    assertThat(redirects(400) - before).isEqualTo(2 * none.length);
    for (String host :
        new String[] {
          "", "a_b.example", "A.example.", "x:", "x:99999", "%41.example", "[::1]:80", "[v1.a:b]"
        }) {
      assertThat(
              answer("GET /r/launch HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
          .as(host)
          .startsWith("HTTP/1.1 302 ");
    }
  }

  private static double redirects(int status) throws Exception {
    String name = "tributary_capture_requests_total{route=\"redirect\",status=\"" + status + "\"} ";
    return capture
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .sum();
  }

  /** RFC 9112, 3: whatever whitespace stands between the parts of a line is taken for one space. */
  @Test
  void aRequestLineWithTabsOrSeveralSpacesIsAVisitorsAllTheSame() throws Exception {
    assertThat(answer("GET\t/r/launch\tHTTP/1.1\r\n" + CLOSE)).startsWith("HTTP/1.1 302 ");
    assertThat(answer("GET  /r/launch  HTTP/1.1\r\n" + CLOSE)).startsWith("HTTP/1.1 302 ");
    assertThat(answer("GET /r/la unch HTTP/1.1\r\n" + CLOSE)).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void anEndlessLineBeforeAChunkIsNamedAsWhatItIs() throws Exception {
    String body = SampleEvents.pageView("chunked", "v");
    String head = "POST /v1/events HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    String size = Integer.toHexString(body.length());
    String end = "\r\n" + body + "\r\n0\r\n";
    assertThat(answer(head + size + ";a=" + "b".repeat(100_000) + end + "\r\n"))
        .startsWith("HTTP/1.1 400 ")
        .contains("The line before a chunk of its body does not fit 8 KiB.");
    assertThat(answer(head + size + end + "X: " + "a".repeat(20_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ")
        .contains("the trailers of its body");
  }

  @Test
  void oversizedLinesHeadersAndBodiesAreNamed() throws Exception {
    assertThat(answer("GET /r/" + "x".repeat(9000) + " HTTP/1.1\r\n" + CLOSE))
        .startsWith("HTTP/1.1 414 ");
    assertThat(answer("GET /r/launch HTTP/1.1\r\nX-Long: " + "x".repeat(20_000) + "\r\n" + CLOSE))
        .startsWith("HTTP/1.1 431 ");
    assertThat(answer("POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\n"))
        .startsWith("HTTP/1.1 413 ");
  }

  @Test
  void aChunkedBodyIsBoundedToo() throws Exception {
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    assertThat(
            answer(
                "POST /v1/events HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + chunk.repeat(17)))
        .startsWith("HTTP/1.1 413 ");
  }

  /** Else two visitors' bodies would keep all events out for as long as they stay connected. */
  @Test
  void theRoomOfABodyThatCameWithAClickIsGivenBack() throws Exception {
    try (RawConnection visitor = new RawConnection(capture.port())) {
      for (int i = 0; i < 2; i++) {
        visitor.send(
            "GET /r/launch HTTP/1.1\r\nHost: a\r\nContent-Length: 1048576\r\n\r\n"
                + "x".repeat(1 << 20));
        assertThat(visitor.head()).startsWith("HTTP/1.1 302 ");
      }
      assertThat(capture.post(SampleEvents.pageView("beside", "v")).statusCode()).isEqualTo(202);
    }
  }

  @Test
  void bytesThatAreNoRequestGetAnAnswerAndTheEnd() throws Exception {
    assertThat(answer("\u0016\u0003\u0001hello\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(answer("GET /r/launch HTTP/1.1\r\nBad Header: x\r\n" + CLOSE))
        .startsWith("HTTP/1.1 400 ");
    assertThat(answer("GET /r/launch HTTP/1.1\r\nHost: a\r\nX: a\u0000b\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void nothingOfARequestGetsIntoTheHeadersOfItsAnswer() throws Exception {
    String answer =
        answer(
            "GET /r/launch?x=%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nReferer: https://evil.example/\r\n"
                + "Origin: https://evil.example\r\n"
                + CLOSE);
    assertThat(answer).startsWith("HTTP/1.1 302 ").doesNotContain("evil").doesNotContain("a=b");
  }

  @Test
  void noHeaderKeepsAVisitorFromTheDestination() throws Exception {
    for (String header :
        new String[] {
          "Referer: " + "x".repeat(9000),
          "Referer: \u00ff\u00fe",
          "Referer: https://a.example/%",
          "User-Agent: " + "(".repeat(9000),
          "User-Agent: \u00ff"
        }) {
      assertThat(answer("GET /r/launch HTTP/1.1\r\n" + header + "\r\n" + CLOSE))
          .as(header)
          .startsWith("HTTP/1.1 302 ")
          .contains("tcid=");
    }
  }

  @Test
  void theSchemeAndHostOfARequestLineDoNotChangeWhereItLeads() throws Exception {
    assertThat(answer("GET http://evil.example/r/launch HTTP/1.1\r\n" + CLOSE))
        .startsWith("HTTP/1.1 302 ")
        .contains("location: https://shop.example/");
  }

  @Test
  void aRequestThatDripsInIsAnsweredInTime() throws Exception {
    try (RawConnection slow = new RawConnection(capture.port())) {
      slow.send("GET /r/lau");
      assertThat(slow.readAll()).startsWith("HTTP/1.1 408 ");
    }
    try (RawConnection slow = new RawConnection(capture.port())) {
      slow.send("GET /r/launch HTTP/1.1\r\nHost: a\r\nX-Slow: ");
      assertThat(slow.readAll()).startsWith("HTTP/1.1 408 ");
    }
    try (RawConnection slow = new RawConnection(capture.port())) {
      slow.send("POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n[");
      assertThat(slow.readAll()).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
    String body = SampleEvents.pageViews("pipelined-", 0, 200);
    String post =
        "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    String click = "GET /r/launch HTTP/1.1\r\nHost: a\r\n\r\n";
    String unknown = "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n";
    String answer =
        answer(post + click + unknown.repeat(2000) + click + "GET /healthz HTTP/1.1\r\n" + CLOSE);
    assertThat(
            Pattern.compile("HTTP/1\\.1 (\\d+) ")
                .matcher(answer)
                .results()
                .map(match -> match.group(1))
                .reduce("", (all, status) -> all.endsWith(status) ? all : all + " " + status))
        .isEqualTo(" 202 302 404 302 200");
  }

  @Test
  void whoAsksAndDoesNotReadIsHeardNoFurtherUntilTheAnswersAreRead(@TempDir Path other)
      throws Exception {
    int asked = 6_000; // Their answers are three times what the system's buffers take.
    CaptureFixture.register(other, "launch", "https://shop.example/");
    try (CaptureFixture patient = CaptureFixture.start(other, Map.of());
        RawConnection mute = new RawConnection(patient.port())) {
      double before = received(patient);
      mute.send("GET /t.js HTTP/1.1\r\nHost: a\r\n\r\n".repeat(asked - 1));
      mute.send("GET /t.js HTTP/1.1\r\n" + CLOSE);
      assertThat(receivedInTheEnd(patient) - before).isLessThan(asked);
      assertThat(patient.get("/r/launch").statusCode()).isEqualTo(302);
      assertThat(Pattern.compile("HTTP/1\\.1 200 ").matcher(mute.readAll()).results().count())
          .isEqualTo(asked);
    }
  }

  /** The same when no more are read but those of others, who are answered meanwhile. */
  private static double receivedInTheEnd(CaptureFixture of) throws Exception {
    int others = 50;
    double before;
    double now = received(of);
    do {
      before = now;
      for (int i = 0; i < others; i++) {
        of.get("/healthz");
      }
      now = received(of);
    } while (now - before > others + 1);
    return now;
  }

  /** Requests that were read whole, the one that asks included. */
  private static double received(CaptureFixture of) {
    try {
      return of.metric("tributary_capture_received_seconds_count");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aConnectionAboveTheBoundTakesThePlaceOfOneThatAsksForNothing() throws Exception {
    List<RawConnection> connections = new ArrayList<>();
    try {
      for (int i = 0; i < 45; i++) {
        connections.add(new RawConnection(capture.port()));
      }
      Eventually.holds(
          "five of 45 are closed",
          () -> connections.stream().filter(RawConnection::closedByServer).count() >= 5);
      RawConnection last = connections.get(44);
      last.send("GET /r/launch HTTP/1.1\r\n" + CLOSE);
      assertThat(last.readAll()).startsWith("HTTP/1.1 302 ");
    } finally {
      for (RawConnection connection : connections) {
        connection.close();
      }
    }
    Eventually.holds("connections are free again", HostileRequestTest::healthy);
  }

  private static boolean healthy() {
    try {
      return capture.get("/healthz").statusCode() == 200;
    } catch (IOException stillFull) {
      return false;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String answer(String request) throws Exception {
    return RawConnection.answer(capture.port(), request);
  }
}
