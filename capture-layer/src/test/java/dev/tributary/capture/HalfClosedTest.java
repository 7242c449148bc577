package dev.tributary.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who has sent all and says so, as {@code nc} and some proxies do, and still reads. */
class HalfClosedTest extends OneLinkEdge {

  private static final String CLICK = "GET /r/launch HTTP/1.1\r\nHost: a\r\n\r\n";

  @Test
  void aClickIsAnsweredAndThenTheConnectionEnds() throws Exception {
    long journaled = capture.server().journaled();
    double sent = capture.metric("tributary_capture_redirects_total");
    String answer = answerTo(CLICK);
    assertThat(answer).startsWith("HTTP/1.1 302 ").contains("tcid=");
    assertThat(capture.server().journaled() - journaled).isEqualTo(1);
    assertThat(capture.metric("tributary_capture_redirects_total") - sent).isEqualTo(1);
  }

  @Test
  void allThatWasAskedBeforeIsAnsweredInItsOrder() throws Exception {
    String many = SampleEvents.pageViews("half-", 0, 200);
    String one = SampleEvents.pageView("half", "v");
    long journaled = capture.server().journaled();
    String asked =
        CLICK + post(many) + CLICK + post(one) + "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";
    assertThat(statuses(answerTo(asked))).isEqualTo("302 202 302 202 200");
    assertThat(capture.server().journaled() - journaled).isEqualTo(203);
    assertThat(statuses(answerTo(CLICK.repeat(500)))).isEqualTo("302 ".repeat(500).strip());
  }

  @Test
  void halfARequestIsRefusedAndNothingOfItIsKept() throws Exception {
    long journaled = capture.server().journaled();
    String post = post(SampleEvents.pageView("cut", "v"));
    assertThat(answerTo(post.substring(0, post.length() - 5)))
        .startsWith("HTTP/1.1 400 ")
        .contains("It ended before its body did.");
    double before = unreadable();
    for (String head :
        new String[] {"G", "GET /r/launch HTTP/1.1", "GET /r/launch HTTP/1.1\r\nHo"}) {
      assertThat(answerTo(head))
          .startsWith("HTTP/1.1 400 ")
          .contains("It ended before its head did.");
      assertThat(statuses(answerTo(CLICK + head))).isEqualTo("302 400");
    }
    assertThat(unreadable() - before).isEqualTo(6);
    for (int i = 0; i < 50; i++) { // The end comes before, while and after the click is answered.
      assertThat(statuses(answerTo(CLICK + post.substring(0, post.length() - 5))))
          .isEqualTo("302 400");
    }
    assertThat(capture.server().journaled() - journaled).isEqualTo(53);
  }

  /** The largest answer there is, and nobody reads it before all is said. */
  @Test
  void whoReadsLateGetsAllOfIt() throws Exception {
    String asked = CLICK + post(SampleEvents.pageViews("late-", 0, 1_000));
    double before = capture.metric("tributary_capture_events_accepted_total");
    try (RawConnection late = new RawConnection(capture.port())) {
      late.send(asked);
      late.shutdownOutput();
      Eventually.holds("it is answered", () -> accepted() - before == 1_000);
      String answers = late.readAll();
      assertThat(statuses(answers)).isEqualTo("302 202");
      assertThat(answers).endsWith("]");
      assertThat(answers.split("\"accepted\":true", -1)).hasSize(1_001);
    }
  }

  private static double accepted() {
    return metric("tributary_capture_events_accepted_total");
  }

  private static double unreadable() {
    String name = "tributary_capture_requests_total{route=\"unreadable\",status=\"400\"}";
    return text().contains(name) ? metric(name) : 0;
  }

  private static String text() {
    try {
      return capture.get("/metrics").body();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static double metric(String name) {
    try {
      return capture.metric(name);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whoAskedNothingHearsNothing() throws Exception {
    assertThat(answerTo("")).isEmpty();
    assertThat(answerTo("\r\n")).isEmpty();
    assertThat(statuses(answerTo(CLICK + "\r\n"))).isEqualTo("302");
  }

  private static String post(String body) {
    return "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static String statuses(String answers) {
    return Pattern.compile("HTTP/1\\.1 (\\d+) ")
        .matcher(answers)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.joining(" "));
  }

  private static String answerTo(String requests) throws Exception {
    try (RawConnection connection = new RawConnection(capture.port())) {
      connection.send(requests);
      connection.shutdownOutput();
      return connection.readAll();
    }
  }
}
