package dev.tributary.capture.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;

/**
 * Passes the head of an HTTP/2 stream on when it names method, scheme and path, as each has to (RFC
 * 9113, 8.3.1), so that a request of HTTP/1.1 could, and else as one that can't be read. What the
 * codec answers by itself, since its headers are too large, never comes here and is counted.
 */
final class StreamHead extends ChannelInboundHandlerAdapter {

  private final EdgeMetrics metrics;
  private boolean begun;

  StreamHead(EdgeMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    boolean head = !begun; // What comes behind the body has none of these.
    begun = true;
    if (head && message instanceof Http2HeadersFrame frame && !whole(frame.headers())) {
      ReferenceCountUtil.release(message);
      context.fireChannelRead(unreadable());
    } else {
      super.channelRead(context, message);
    }
  }

  private static boolean whole(Http2Headers headers) {
    return headers.method() != null
        && HttpHeaderValidationUtil.validateToken(headers.method()) < 0
        && headers.scheme() != null
        && headers.path() != null
        && HttpUtil.isEncodingSafeStartLineToken(headers.path());
  }

  private static FullHttpRequest unreadable() {
    FullHttpRequest none = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
    none.setDecoderResult(
        DecoderResult.failure(new IllegalArgumentException("It names no method, scheme or path")));
    return none;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    if (!begun) {
      metrics.answered(Route.UNREADABLE, HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE.code());
    }
    super.channelInactive(context);
  }
}
