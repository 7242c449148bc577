package dev.tributary.capture.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import java.util.List;
import java.util.Locale;

/**
 * Of an HTTP/2 request that names whom it is for twice, in {@code :authority} and as {@code host},
 * takes the second name away where it is the same (RFC 9113, 8.3.1). One that names another stays,
 * so that {@link Framing} refuses it.
 */
final class OneAuthority extends ChannelInboundHandlerAdapter {

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof Http2HeadersFrame frame) {
      Http2Headers headers = frame.headers();
      List<CharSequence> hosts = headers.getAll(HttpHeaderNames.HOST);
      if (headers.authority() != null && hosts.size() == 1 && sameIn(headers, hosts.get(0))) {
        headers.remove(HttpHeaderNames.HOST);
      }
    }
    super.channelRead(context, message);
  }

  private static boolean sameIn(Http2Headers headers, CharSequence host) {
    String port =
        "http".contentEquals(headers.scheme() == null ? "" : headers.scheme()) ? ":80" : ":443";
    return normal(headers.authority(), port).equals(normal(host, port));
  }

  /** By RFC 3986, 6.2: case does not tell names apart, nor does a port that is the scheme's own. */
  private static String normal(CharSequence authority, String port) {
    String lower = authority.toString().toLowerCase(Locale.ROOT);
    return lower.endsWith(port) ? lower.substring(0, lower.length() - port.length()) : lower;
  }
}
