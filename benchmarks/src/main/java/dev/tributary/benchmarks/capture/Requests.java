package dev.tributary.benchmarks.capture;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/** Requests as browsers send them, many pairs of browser and page in turn. */
final class Requests {

  private static final int VARIANTS = 64;

  private final ByteBuffer[] variants = new ByteBuffer[VARIANTS];
  private int next;

  Requests(String path, Reuse reuse) {
    for (int i = 0; i < VARIANTS; i++) {
      String text =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: go.shop.example\r\nUser-Agent: Mozilla/5.0 (iPhone; CPU iPhone"
              + " OS 17_"
              + i % 8
              + " like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17."
              + i % 8
              + " Mobile/15E148 Safari/604.1\r\nAccept: text/html,*/*;q=0.8\r\nReferer:"
              + " https://news.example/page-"
              + i / 8
              + "\r\n"
              + (reuse == Reuse.NEW_CONNECTIONS ? "Connection: close\r\n" : "")
              + "\r\n";
      byte[] bytes = text.getBytes(US_ASCII);
      variants[i] = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }
  }

  /** One of them, at its start. */
  ByteBuffer next() {
    next = (next + 1) % VARIANTS;
    return variants[next].rewind();
  }
}
