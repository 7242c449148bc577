package dev.tributary.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedirectTest {

  @TempDir static Path data;
  static CaptureFixture capture;

  @BeforeAll
  static void start() {
    CaptureFixture.register(data, "launch", "https://shop.example/autumn?size=m#offers");
    CaptureFixture.register(data, "tagged", "https://shop.example/?utm_source=own");
    capture = CaptureFixture.start(data, Map.of());
  }

  @AfterAll
  static void stop() {
    capture.close();
  }

  @Test
  void aClickLeadsToTheDestinationWithCampaignAndAFreshClickId() throws Exception {
    HttpResponse<String> first = capture.get("/r/launch");
    HttpResponse<String> second = capture.get("/r/launch");
    assertThat(first.statusCode()).isEqualTo(302);
    assertThat(first.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(location(first))
        .matches(
            "https://shop\\.example/autumn\\?size=m&utm_source=newsletter&utm_medium=email"
                + "&utm_campaign=Autumn\\+launch&tcid=[A-Za-z0-9_-]{22}#offers");
    assertThat(location(second)).isNotEqualTo(location(first));
  }

  @Test
  void theAnswerIsTheSameWhetherTheConnectionStaysOpenOrNot() throws Exception {
    String open = raw("");
    String closing = raw("Connection: close\r\n");
    assertThat(open).startsWith("HTTP/1.1 302 Found\r\n").contains("\r\nlocation: https://shop.");
    assertThat(closing.replace("connection: close\r\n", "")).isEqualTo(open);
  }

  /** The answer's bytes up to the end of its head, with every click's id made the same. */
  private static String raw(String header) throws Exception {
    try (RawConnection connection = new RawConnection(capture.port())) {
      connection.send("GET /r/launch HTTP/1.1\r\nHost: x\r\n" + header + "\r\n");
      return connection.head().replaceAll("tcid=[A-Za-z0-9_-]{22}", "tcid=ID");
    }
  }

  @Test
  void aClickIsInTheJournalWhenItsAnswerArrives() throws Exception {
    long before = capture.server().journaled();
    capture.get("/r/launch");
    assertThat(capture.server().journaled()).isEqualTo(before + 1);
  }

  @Test
  void whatTheDestinationSaysItselfIsNotOverwritten() throws Exception {
    assertThat(location(capture.get("/r/tagged")))
        .startsWith("https://shop.example/?utm_source=own&utm_medium=email&")
        .doesNotContain("utm_source=newsletter");
  }

  @Test
  void headAndFetchingAheadAreAnsweredWithoutAClick() throws Exception {
    long before = capture.server().journaled();
    for (HttpResponse<String> answer :
        new HttpResponse[] {
          capture.head("/r/launch"),
          capture.get("/r/launch", "Sec-Purpose", "prefetch;prerender"),
          capture.get("/r/launch", "Purpose", "prefetch"),
          capture.get("/r/launch", "X-Moz", "prefetch"),
          capture.get("/r/launch", "X-Purpose", "a,\"Preview\"")
        }) {
      assertThat(answer.statusCode()).isEqualTo(302);
      assertThat(location(answer)).endsWith("&utm_campaign=Autumn+launch#offers");
    }
    assertThat(capture.server().journaled()).isEqualTo(before);
    for (String other : new String[] {"prefetchx", "no-prefetch", "x.preview", "fetch"}) {
      assertThat(location(capture.get("/r/launch", "Purpose", other))).as(other).contains("tcid=");
    }
  }

  @Test
  void anUnknownLinkIsA404ForProgramsAndForPeople() throws Exception {
    HttpResponse<String> program = capture.get("/r/nowhere");
    assertThat(program.statusCode()).isEqualTo(404);
    assertThat(program.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(program.body()).contains("There is no such link").contains("\"remedy\"");
    HttpResponse<String> person = capture.get("/r/nowhere", "Accept", "text/html,*/*");
    assertThat(person.statusCode()).isEqualTo(404);
    assertThat(person.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
  }

  @Test
  void aLinkAddedOrDisabledMeanwhileCountsWithoutARestart() throws Exception {
    assertThat(capture.get("/r/fresh").statusCode()).isEqualTo(404);
    CaptureFixture.register(data, "fresh", "https://shop.example/fresh");
    assertThat(capture.get("/r/fresh").statusCode()).isEqualTo(302);
    CaptureFixture.links(data).disable("fresh", "tester", Instant.now());
    Eventually.holds(
        "the disabled link answers 404",
        () -> {
          try {
            return capture.get("/r/fresh").statusCode() == 404;
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void noSpellingOfThePathLeadsAnywhereElse() throws Exception {
    for (String path :
        new String[] {
          "/r//evil.example",
          "/r/https://evil.example",
          "/r/%2f%2fevil.example",
          "/r/launch/../x",
          "/r/launch%0d%0aLocation:%20https://evil.example",
          "/r/launch@evil.example",
          "/r/"
        }) {
      HttpResponse<String> answer = capture.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.headers().firstValue("Location")).as(path).isEmpty();
    }
  }

  @Test
  void theQueryOfTheRequestChangesNothing() throws Exception {
    assertThat(location(capture.get("/r/launch?tcid=mine&url=https://evil.example&utm_source=x")))
        .startsWith("https://shop.example/autumn?size=m&utm_source=newsletter&")
        .doesNotContain("evil")
        .doesNotContain("mine");
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }
}
