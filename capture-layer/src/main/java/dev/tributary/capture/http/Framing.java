package dev.tributary.capture.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Iterator;
import java.util.List;

/** What of a request's head another server could understand differently (RFC 9112, 3.2 and 6). */
final class Framing {

  private Framing() {}

  /** What a request is refused with before any of its body is read, or null. */
  static Answer refusalOf(HttpRequest request) {
    String doubt = doubtOf(request);
    if (doubt != null) {
      return Problems.malformedRequest(doubt).answer();
    }
    if (lineBytes(request) > StrictRequestDecoder.MOST_LINE_BYTES) {
      return Problems.addressTooLong().answer();
    }
    boolean large = HttpUtil.getContentLength(request, 0L) > Exchange.MOST_BODY_BYTES;
    return large ? Problems.bodyTooLarge().answer() : null;
  }

  /** HTTP/2 has no line and so no decoder that bounds it: as long as it would be in HTTP/1.1. */
  private static int lineBytes(HttpRequest request) {
    return request.method().name().length()
        + request.uri().length()
        + request.protocolVersion().text().length()
        + "  ".length();
  }

  /** What a sender waits for before it sends its body. */
  static FullHttpResponse goOn() {
    return new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
  }

  /** Why a request must not be answered, or null for one that can be read in one way only. */
  static String doubtOf(HttpRequest request) {
    HttpVersion version = request.protocolVersion();
    boolean current = version.equals(HttpVersion.HTTP_1_1);
    if (!current && !version.equals(HttpVersion.HTTP_1_0)) {
      return "It is of a version of HTTP that is not spoken here.";
    }
    Iterator<String> hosts = request.headers().valueStringIterator(HttpHeaderNames.HOST);
    String host = hosts.hasNext() ? hosts.next() : null;
    if (current && host == null || hosts.hasNext()) {
      return "It does not name exactly one host (Host, or :authority over HTTP/2).";
    }
    if (host != null && !HostName.valid(host)) {
      return "What it names as its host (Host, or :authority over HTTP/2) is no host.";
    }
    return codings(request.headers(), current)
        ? null
        : "Its Transfer-Encoding is another than 'chunked' alone.";
  }

  /** Any other coding may be skipped by one server and believed by the next. */
  private static boolean codings(HttpHeaders headers, boolean current) {
    if (!headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
      return true;
    }
    List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    return current
        && codings.size() == 1
        && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0));
  }
}
