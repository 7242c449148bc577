package dev.tributary.capture.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;

/** What of a request's head another server could understand differently (RFC 9112, 3.2 and 6). */
final class Framing {

  private Framing() {}

  /** Why a request must not be answered, or null for one that can be read in one way only. */
  static String doubtOf(HttpRequest request) {
    HttpVersion version = request.protocolVersion();
    boolean current = version.equals(HttpVersion.HTTP_1_1);
    if (!current && !version.equals(HttpVersion.HTTP_1_0)) {
      return "It is of a version of HTTP that is not spoken here.";
    }
    int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
    if (hosts > 1 || current && hosts == 0) {
      return "It has not exactly one Host header.";
    }
    return codings(request.headers(), current)
        ? null
        : "Its Transfer-Encoding is another than 'chunked' alone.";
  }

  /** Any other coding may be skipped by one server and believed by the next. */
  private static boolean codings(HttpHeaders headers, boolean current) {
    List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    return codings.isEmpty()
        || current
            && codings.size() == 1
            && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0));
  }
}
