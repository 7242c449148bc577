package dev.tributary.capture.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.Set;

/**
 * The codec of HTTP/2, which refuses by itself what breaks its rules, and counts that here as
 * HTTP/1.1 counts what it can't read. Of streams that were opened {@link ExchangeHandler} and
 * {@link StreamHead} count.
 */
final class CountedStreams extends Http2FrameCodec {

  private static final Set<Http2Error> BREACHES =
      Set.of(Http2Error.PROTOCOL_ERROR, Http2Error.COMPRESSION_ERROR, Http2Error.FRAME_SIZE_ERROR);

  private final EdgeMetrics metrics;

  private CountedStreams(
      Http2ConnectionEncoder encoder,
      Http2ConnectionDecoder decoder,
      Http2Settings settings,
      Builder builder) {
    super(encoder, decoder, settings, builder.closesApart(), builder.flushesPreface());
    this.metrics = builder.metrics;
  }

  static Http2FrameCodec of(Http2Settings settings, EdgeMetrics metrics) {
    return new Builder(metrics).initialSettings(settings).build();
  }

  private static final class Builder extends Http2FrameCodecBuilder {

    private final EdgeMetrics metrics;

    Builder(EdgeMetrics metrics) {
      this.metrics = metrics;
      server(true);
      gracefulShutdownTimeoutMillis(0); // As Netty's own for servers.
    }

    boolean closesApart() {
      return decoupleCloseAndGoAway();
    }

    boolean flushesPreface() {
      return flushPreface();
    }

    @Override
    protected Http2FrameCodec build(
        Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
      Http2FrameCodec codec = new CountedStreams(encoder, decoder, settings, this);
      codec.gracefulShutdownTimeoutMillis(gracefulShutdownTimeoutMillis());
      return codec;
    }
  }

  @Override
  public void onError(ChannelHandlerContext context, boolean outbound, Throwable cause) {
    Http2Exception breach = Http2CodecUtil.getEmbeddedHttp2Exception(cause);
    if (!outbound && breach != null && BREACHES.contains(breach.error()) && uncounted(breach)) {
      metrics.answered(Route.UNREADABLE, statusOf(breach).code());
    }
    super.onError(context, outbound, cause);
  }

  private boolean uncounted(Http2Exception breach) {
    return !(breach instanceof Http2Exception.StreamException stream)
        || !(stream instanceof Http2Exception.HeaderListSizeException)
            && connection().stream(stream.streamId()) == null;
  }

  /** What HTTP/1.1 would answer; the codec tells headers that are far too large by words alone. */
  private static HttpResponseStatus statusOf(Http2Exception breach) {
    String words = breach.getMessage();
    return words != null && words.startsWith("Header size exceeded")
        ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        : HttpResponseStatus.BAD_REQUEST;
  }
}
