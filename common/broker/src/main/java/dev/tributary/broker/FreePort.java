package dev.tributary.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback interface: the broker must know its own before it starts. */
public final class FreePort {

  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_767;
  private static final int ATTEMPTS = 100;

  private FreePort() {}

  /**
   * A port that nobody listened on a moment ago and that no outgoing connection is given meanwhile:
   * those are taken from 32768 on (Linux) or 49152 on (elsewhere).
   */
  public static int any() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
      try {
        bind(port);
        return port;
      } catch (IOException taken) {
        // Another one, then.
      }
    }
    throw new BrokerException(
        "None of "
            + ATTEMPTS
            + " ports between "
            + LOWEST
            + " and "
            + HIGHEST
            + " is free on the loopback interface. Name the ports instead of 0.",
        null);
  }

  /**
   * Refuses a port that somebody holds, before the broker fails on it in the middle of its start.
   */
  static void require(int port) {
    try {
      bind(port);
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

  private static void bind(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
  }
}
