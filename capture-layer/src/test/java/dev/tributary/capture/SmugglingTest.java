package dev.tributary.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies whose length two servers could read differently, with a click hidden behind them. */
class SmugglingTest extends OneLinkEdge {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 4",
        "Content-Length: 4\r\nContent-Length: 5",
        "Content-Length: 4, 5",
        "Content-Length: +4",
        "Content-Length: -4",
        "Content-Length: 0x4",
        "Content-Length: 4 4",
        "Content-Length : 4",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\nContent-Length: 4",
        "Transfer-Encoding:\u000bchunked\r\nContent-Length: 4",
        "X: a\u0000b\r\nContent-Length: 4",
        "X: a\rContent-Length: 4",
        "Transfer-Encoding: identity\r\nContent-Length: 4",
        "Transfer-Encoding: xchunked\r\nContent-Length: 4",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: \"chunked\""
      })
  void aLengthThatCanBeReadTwoWaysIsRefusedAndWhatFollowsIsNotRead(String headers)
      throws Exception {
    long before = capture.server().journaled();
    String answer =
        RawConnection.answer(
            capture.port(),
            "POST /v1/events HTTP/1.1\r\nHost: a\r\n"
                + headers
                + "\r\n\r\n0\r\n\r\nGET /r/launch HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain("302 Found");
    assertThat(capture.server().journaled()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /r/launch HTTP/1.0\r\nHost: a\r\nHost: b",
        "GET /r/launch HTTP/1.1\r\nX: none",
        "GET /r/launch HTTP/1.2\r\nHost: a",
        "GET /r/launch HTTP/9.9\r\nHost: a",
        "POST /v1/events HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked"
      })
  void aRequestOfAnotherVersionOrForTwoHostsIsRefused(String head) throws Exception {
    long before = capture.server().journaled();
    String answer = RawConnection.answer(capture.port(), head + "\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 400 ");
    assertThat(capture.server().journaled()).isEqualTo(before);
  }
}
