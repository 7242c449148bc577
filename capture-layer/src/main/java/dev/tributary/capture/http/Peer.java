package dev.tributary.capture.http;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The other end of a connection. */
final class Peer {

  private Peer() {}

  /** Its address, of a stream its connection's; null where it is no IP address. */
  static InetAddress of(Channel channel) {
    Channel connection = channel.parent() instanceof DuplexChannel parent ? parent : channel;
    return connection.remoteAddress() instanceof InetSocketAddress address
        ? address.getAddress()
        : null;
  }
}
