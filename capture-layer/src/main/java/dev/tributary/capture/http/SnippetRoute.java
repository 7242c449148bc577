package dev.tributary.capture.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** {@code GET /t.js}: the script that a page of the user's own loads, packed for who takes that. */
final class SnippetRoute {

  /** Lines that are a comment alone, and indentation: for who reads the source. */
  private static final Pattern UNSENT = Pattern.compile("(?m)^ *//.*\n|^ +");

  private final Answer plain;
  private final Answer packed;

  SnippetRoute() {
    byte[] script = UNSENT.matcher(source()).replaceAll("").getBytes(UTF_8);
    plain = answer(script);
    packed = answer(gzip(script)).with(HttpHeaderNames.CONTENT_ENCODING, "gzip");
  }

  void answer(Exchange exchange) {
    List<String> accepted = exchange.headers().getAll(HttpHeaderNames.ACCEPT_ENCODING);
    exchange.answer(AcceptedPacking.isGzip(accepted) ? packed : plain);
  }

  private static Answer answer(byte[] body) {
    return new Answer(HttpResponseStatus.OK, "text/javascript; charset=utf-8", body, List.of())
        .with(HttpHeaderNames.CACHE_CONTROL, "public, max-age=3600")
        .with(HttpHeaderNames.VARY, "Accept-Encoding")
        .with("Cross-Origin-Resource-Policy", "cross-origin");
  }

  private static String source() {
    try (InputStream in = SnippetRoute.class.getResourceAsStream("t.js")) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The snippet can't be read from the class path", e);
    }
  }

  private static byte[] gzip(byte[] script) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new TightGzip(bytes)) {
      gzip.write(script);
    } catch (IOException e) {
      throw new UncheckedIOException("The snippet can't be packed in memory", e);
    }
    return bytes.toByteArray();
  }

  /** As small as it gets: it is packed once. */
  private static final class TightGzip extends GZIPOutputStream {
    TightGzip(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
