package dev.tributary.capture.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;

/** What lies between two channels that have no network. */
final class Wire {

  private Wire() {}

  /** Carries bytes to and fro until there are none. */
  static void exchange(EmbeddedChannel client, EmbeddedChannel server) {
    boolean moved = true;
    while (moved) {
      client.runPendingTasks();
      server.runPendingTasks();
      moved = carry(client, server) | carry(server, client);
    }
  }

  private static boolean carry(EmbeddedChannel from, EmbeddedChannel to) {
    boolean any = false;
    for (ByteBuf bytes = from.readOutbound(); bytes != null; bytes = from.readOutbound()) {
      to.writeInbound(bytes);
      any = true;
    }
    return any;
  }
}
