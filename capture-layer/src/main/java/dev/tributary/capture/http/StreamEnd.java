package dev.tributary.capture.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2HeadersFrame;

/**
 * Ends a stream of HTTP/2 that is closed before its peer has read the answer. Its channel's close
 * alone sends nothing then, and what was written would wait for the peer's window, and in the
 * memory, for as long as the connection lives.
 */
final class StreamEnd extends ChannelOutboundHandlerAdapter {

  private boolean underWay;

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    boolean last =
        message instanceof Http2DataFrame data && data.isEndStream()
            || message instanceof Http2HeadersFrame head && head.isEndStream();
    if (last) {
      underWay = true;
      context.write(message, promise.unvoid()).addListener(done -> underWay = false);
    } else {
      context.write(message, promise);
    }
  }

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    if (underWay) {
      context.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL));
    }
    context.close(promise);
  }
}
