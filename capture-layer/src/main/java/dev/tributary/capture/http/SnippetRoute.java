package dev.tributary.capture.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** {@code GET /t.js}: the script that a page of the user's own loads. */
final class SnippetRoute {

  private final byte[] script = script();

  void answer(Exchange exchange) {
    exchange.answer(
        new Answer(HttpResponseStatus.OK, "text/javascript; charset=utf-8", script, List.of())
            .with(HttpHeaderNames.CACHE_CONTROL, "public, max-age=3600")
            .with("Cross-Origin-Resource-Policy", "cross-origin"));
  }

  private static byte[] script() {
    try (InputStream in = SnippetRoute.class.getResourceAsStream("t.js")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("The snippet can't be read from the class path", e);
    }
  }
}
