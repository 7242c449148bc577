package dev.tributary.capture.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request is answered with.
 *
 * @param headers beside content type and length
 */
record Answer(
    HttpResponseStatus status, String contentType, byte[] body, List<AnswerHeader> headers) {

  private static final byte[] NOTHING = {};

  private static final AnswerHeader NO_STORE =
      new AnswerHeader(HttpHeaderNames.CACHE_CONTROL, AsciiString.cached("no-store"));
  private static final AnswerHeader REFERRERS =
      new AnswerHeader(
          AsciiString.cached("referrer-policy"), AsciiString.cached("no-referrer-when-downgrade"));

  record AnswerHeader(CharSequence name, CharSequence value) {}

  static Answer empty(HttpResponseStatus status) {
    return new Answer(status, null, NOTHING, List.of());
  }

  static Answer json(HttpResponseStatus status, byte[] body) {
    return new Answer(status, "application/json", body, List.of());
  }

  static Answer text(HttpResponseStatus status, String contentType, String body) {
    return new Answer(
        status, contentType + "; charset=utf-8", body.getBytes(StandardCharsets.UTF_8), List.of());
  }

  static Answer redirect(String location) {
    return new Answer(
        HttpResponseStatus.FOUND,
        null,
        NOTHING,
        List.of(new AnswerHeader(HttpHeaderNames.LOCATION, location), NO_STORE, REFERRERS));
  }

  Answer with(CharSequence name, CharSequence value) {
    List<AnswerHeader> more = new ArrayList<>(headers);
    more.add(new AnswerHeader(name, value));
    return new Answer(status, contentType, body, more);
  }

  /** As Netty writes it; to HEAD with the same head and no body. */
  FullHttpResponse responseTo(HttpMethod method) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            status,
            HttpMethod.HEAD.equals(method) ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
    if (contentType != null) {
      response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
      response.headers().set("X-Content-Type-Options", "nosniff");
    }
    if (status.code() != HttpResponseStatus.NO_CONTENT.code()) {
      response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    }
    headers.forEach(header -> response.headers().add(header.name(), header.value()));
    return response;
  }
}
