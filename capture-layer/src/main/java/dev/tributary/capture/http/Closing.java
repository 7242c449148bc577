package dev.tributary.capture.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.TimeUnit;

/** How a connection ends. */
final class Closing {

  private static final long LINGER_SECONDS = 2;

  private Closing() {}

  /**
   * Says that nothing more is sent, and closes a while later: what is closed with bytes unread is
   * reset, which may take away an answer that its peer has not read yet.
   */
  static void lingering(ChannelHandlerContext context) {
    if (context.channel() instanceof DuplexChannel channel && channel.isActive()) {
      channel.config().setAutoRead(true);
      channel.shutdownOutput();
      context.executor().schedule(() -> context.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    } else {
      context.close();
    }
  }
}
