package dev.tributary.capture.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Reads a request's body as the JSON that it should be: type, packing, size. */
final class BodyText {

  /** sendBeacon can't set a type without asking first, so text/plain is taken as well. */
  private static final Set<String> TYPES = Set.of("", "application/json", "text/plain");

  /** JSON that goes over a network is UTF-8 (RFC 8259, 8.1): anything else would be misread. */
  private static final Set<String> CHARSETS = Set.of("", "utf-8", "utf8", "us-ascii");

  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";]*)\"?", Pattern.CASE_INSENSITIVE);

  private BodyText() {}

  /** Why the headers forbid reading the body, or null. */
  static Problem fault(HttpHeaders headers) {
    String type = headers.get(HttpHeaderNames.CONTENT_TYPE, "");
    if (!headers.getAll(HttpHeaderNames.CONTENT_TYPE).stream().allMatch(type::equals)) {
      return Problems.malformedRequest(
          "It has two Content-Type headers that say different things.");
    }
    if (!TYPES.contains(withoutParameters(type))) {
      return Problems.unsupportedType("Content-Type", "application/json, text/plain");
    }
    if (!CHARSETS.contains(charset(type))) {
      return Problems.unsupportedType("charset in Content-Type", "utf-8, us-ascii");
    }
    return packing(headers) == null
        ? Problems.unsupportedType("Content-Encoding", "gzip, identity")
        : null;
  }

  /** A body that can't be unpacked, or is too large when it is. */
  static final class UnreadableBody extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    UnreadableBody(Problem problem, Throwable cause) {
      super(problem.title(), cause);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }

  /** The body's bytes, unpacked; never more than a request may have. */
  static byte[] unpacked(byte[] body, HttpHeaders headers) throws UnreadableBody {
    if (packing(headers) != Packing.GZIP) {
      return body;
    }
    try (WholeGzip in = new WholeGzip(body)) {
      byte[] text = in.readNBytes(Exchange.MOST_BODY_BYTES + 1);
      if (text.length > Exchange.MOST_BODY_BYTES) {
        throw new UnreadableBody(Problems.bodyTooLarge(), null);
      }
      in.requireEnd();
      return text;
    } catch (IOException e) {
      throw new UnreadableBody(Problems.brokenPacking(), e);
    }
  }

  /** One gzip member or several, and nothing behind them: that would be lost without a word. */
  private static final class WholeGzip extends GZIPInputStream {

    private static final int TRAILER_BYTES = 8;

    WholeGzip(byte[] body) throws IOException {
      super(new ByteArrayInputStream(body), Math.max(1, body.length)); // All of it read at once.
    }

    void requireEnd() throws IOException {
      if (inf.getRemaining() > TRAILER_BYTES) {
        throw new IOException("there are bytes behind its end");
      }
    }
  }

  private enum Packing {
    NONE,
    GZIP
  }

  private static Packing packing(HttpHeaders headers) {
    String encoding =
        String.join(",", headers.getAll(HttpHeaderNames.CONTENT_ENCODING))
            .strip()
            .toLowerCase(Locale.ROOT);
    return switch (encoding) {
      case "", "identity" -> Packing.NONE;
      case "gzip", "x-gzip" -> Packing.GZIP;
      default -> null;
    };
  }

  private static String charset(String type) {
    Matcher charset = CHARSET.matcher(type);
    return charset.find() ? charset.group(1).strip().toLowerCase(Locale.ROOT) : "";
  }

  private static String withoutParameters(String type) {
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }
}
