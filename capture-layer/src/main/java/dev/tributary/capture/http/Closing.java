package dev.tributary.capture.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.TimeUnit;

/** How a connection ends. */
final class Closing {

  private static final long LINGER_SECONDS = 2;

  private Closing() {}

  /** What was sent before a farewell was heard is read by then, and being answered. */
  static void atRest(ChannelHandlerContext context, Patience patience) {
    Runnable close =
        () -> {
          if (patience.resting()) {
            context.close();
          }
        };
    context.executor().schedule(close, OpenConnections.ON_ITS_WAY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** As soon as all answers are on their way. */
  static void behindAnswers(ChannelHandlerContext context) {
    context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> context.close());
  }

  /** Its peer has read all and said so, where we have said all before. */
  static void heard(ChannelHandlerContext context) {
    if (context.channel() instanceof DuplexChannel channel && channel.isOutputShutdown()) {
      context.close();
    }
  }

  /**
   * Says that nothing more is sent, and closes a while later: what is closed with bytes unread is
   * reset, which may take away an answer that its peer has not read yet.
   */
  static void lingering(ChannelHandlerContext context) {
    if (context.channel() instanceof DuplexChannel channel
        && channel.isActive()
        && !channel.isInputShutdown()) {
      channel.config().setAutoRead(true);
      channel.shutdownOutput();
      context.executor().schedule(() -> context.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    } else {
      context.close();
    }
  }
}
