package dev.tributary.capture.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** What stands between a connection's bytes and its exchanges: TLS or none, HTTP/1.1 or HTTP/2. */
final class Transport {

  private static final int MOST_STREAMS = 100;

  private final SslContext tls;
  private final EdgeMetrics metrics;

  /**
   * Decides for every connection.
   *
   * @param tls null for none; HTTP/2 is spoken only where its handshake agreed on it
   */
  Transport(SslContext tls, EdgeMetrics metrics) {
    this.tls = tls;
    this.metrics = metrics;
  }

  /**
   * Sets up one connection.
   *
   * @param patiences bound the time of one HTTP/2 stream each
   * @param patience bounds the connection's
   * @param exchanges makes the handler of one HTTP/1.1 connection or one HTTP/2 stream, by its
   *     patience and what its connection leaves unread
   */
  void open(
      Channel channel,
      Supplier<Patience> patiences,
      Patience patience,
      BiFunction<Patience, Unread, ExchangeHandler> exchanges) {
    channel.pipeline().addLast(patience);
    if (tls == null) {
      // Who has nothing more to ask may still want his answer. With TLS an end is one of both ways.
      channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
      plain(channel.pipeline(), exchanges.apply(patience, new Unread()));
      return;
    }
    channel
        .pipeline()
        .addLast(tls.newHandler(channel.alloc()))
        .addLast(
            new ApplicationProtocolNegotiationHandler(ApplicationProtocolNames.HTTP_1_1) {
              @Override
              protected void configurePipeline(ChannelHandlerContext context, String protocol) {
                if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                  streams(context.pipeline(), patience, patiences, exchanges, metrics);
                } else {
                  plain(context.pipeline(), exchanges.apply(patience, new Unread()));
                }
              }
            });
  }

  private static void plain(ChannelPipeline pipeline, ExchangeHandler exchanges) {
    pipeline
        .addLast(new StrictRequestDecoder())
        .addLast(new HttpResponseEncoder())
        .addLast(exchanges);
  }

  static void streams(
      ChannelPipeline pipeline,
      Patience connection,
      Supplier<Patience> patiences,
      BiFunction<Patience, Unread, ExchangeHandler> exchanges,
      EdgeMetrics metrics) {
    StreamsOpen open = new StreamsOpen(connection);
    Unread unread = new Unread();
    Http2Settings settings =
        Http2Settings.defaultSettings()
            .maxConcurrentStreams(MOST_STREAMS)
            .maxHeaderListSize(StrictRequestDecoder.MOST_HEADER_BYTES);
    pipeline
        .addLast(CountedStreams.of(settings, metrics))
        .addLast(
            new Http2MultiplexHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel stream) {
                    Patience patience = patiences.get();
                    open.one(stream);
                    stream
                        .pipeline()
                        .addLast(new StreamEnd())
                        .addLast(patience)
                        .addLast(new StreamHead(metrics))
                        .addLast(new OneAuthority())
                        .addLast(new Http2StreamFrameToHttpObjectCodec(true))
                        .addLast(exchanges.apply(patience, unread));
                  }
                }))
        .addLast(new WholeConnection());
  }

  /**
   * A stream's time is bounded by its own patience, since its neighbours' answers say nothing of
   * it; its connection's by rest alone, once no stream is open. For one event loop.
   */
  private static final class StreamsOpen {

    private final Patience connection;
    private int open;

    StreamsOpen(Patience connection) {
      this.connection = connection;
    }

    void one(Channel stream) {
      open++;
      connection.requestIsWhole();
      stream
          .closeFuture()
          .addListener(
              closed -> {
                open--;
                if (open == 0) {
                  connection.answered();
                } else {
                  connection.requestIsWhole();
                }
              });
    }
  }

  /**
   * A connection of many streams is closed as a whole when nothing of it arrives in time, and heard
   * no further while its peer leaves answers unread, of whichever stream.
   */
  private static final class WholeConnection extends ChannelInboundHandlerAdapter {

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      context.channel().config().setAutoRead(context.channel().isWritable());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      // Closed by HTTP/2's own farewell, behind the streams that are being answered.
      if (event == Patience.REQUEST_TOO_SLOW || event == OpenConnections.FAREWELL) {
        context.close();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
