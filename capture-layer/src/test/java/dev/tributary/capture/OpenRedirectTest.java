package dev.tributary.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Request lines by which a visitor could be sent elsewhere, in the encodings that are in use. */
class OpenRedirectTest extends OneLinkEdge {

  private static final String REGISTERED = "location: https://shop.example/?utm_source=newsletter";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/r///evil.example",
        "/r/https://evil.example/",
        "/r/%2f%2fevil.example",
        "/r/%252f%252fevil.example",
        "/r/\\evil.example",
        "/r/%5c%5cevil.example",
        "/r/launch/../../evil.example",
        "/r/launch%2f..%2f..%2fevil.example",
        "/r/launch@evil.example",
        "/r/launch%40evil.example",
        "/r/launch%00.evil.example",
        "/r/launch%0d%0alocation:%20https://evil.example/",
        "/r/launch%250d%250alocation:evil.example",
        "/r/launch%E5%98%8A%E5%98%8Dlocation:evil.example",
        "/r/launch;evil.example",
        "/r/%6caunch.evil.example",
        "/r/\u006caunch.evil.example",
        "/s/https%3A%2F%2Fevil.example.AAAA",
        "//evil.example/r/launch",
        "/\\evil.example/r/launch"
      })
  void aPathThatIsNoLinksLeadsNowhere(String path) throws Exception {
    assertThat(answer(path)).doesNotContain("HTTP/1.1 302").doesNotContainIgnoringCase("location:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/r/launch?url=//evil.example",
        "/r/launch?next=https:%2F%2Fevil.example&tcid=evil",
        "/r/launch?%0d%0alocation:%20https://evil.example/",
        "/r/launch?utm_source=evil#//evil.example",
        "http://evil.example/r/launch",
        "http://user:evil@evil.example:99/r/launch",
        "http://xn--evl-2ma.example/r/launch"
      })
  void whatStandsAroundALinkDoesNotChangeWhereItLeads(String target) throws Exception {
    assertThat(answer(target))
        .startsWith("HTTP/1.1 302 ")
        .contains(REGISTERED)
        .doesNotContain("evil")
        .containsOnlyOnce("location:");
  }

  private static String answer(String target) throws Exception {
    return RawConnection.answer(
        capture.port(),
        "GET " + target + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
  }
}
