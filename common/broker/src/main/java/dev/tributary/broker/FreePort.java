package dev.tributary.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback interface: the broker must know its own before it starts. */
public final class FreePort {

  private FreePort() {}

  /** A port that nobody listened on a moment ago. */
  public static int any() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No free port on the loopback interface", e);
    }
  }

  /**
   * Refuses a port that somebody holds, before the broker fails on it in the middle of its start.
   */
  static void require(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new BrokerException(
          "The broker can't listen on 127.0.0.1:"
              + port
              + ": "
              + e.getMessage()
              + ". Stop what holds the port, or choose another one with --kafka-port (0 picks a free"
              + " one).",
          e);
    }
  }
}
