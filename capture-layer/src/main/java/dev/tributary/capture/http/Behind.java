package dev.tributary.capture.http;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;

/**
 * What came on a connection behind the request that is being answered: one read of it is held here,
 * the rest stays unread. For one event loop.
 */
final class Behind {

  private final BodyBudget budget;
  private final Room room;
  private boolean held;

  Behind(BodyBudget budget) {
    this.budget = budget;
    this.room = new Room(budget);
  }

  /** So many bytes are to wait; false where there is no room for them. */
  boolean queue(Channel channel, int bytes) {
    held = true;
    channel.config().setAutoRead(false);
    int more = bytes - room.bytes();
    return more <= 0 || room.take(budget.network(Peer.of(channel)), more);
  }

  /** Whether anything came; nothing is read until {@link #readOn}. */
  boolean held() {
    return held;
  }

  /** Whether there is something to be decoded, whose room is given back. */
  boolean taken() {
    boolean some = room.bytes() > 0;
    room.giveBack();
    return some;
  }

  void readOn(Channel channel) {
    held = false;
    // Where all was read the channel has left epoll, and asking for more fails.
    if (!(channel instanceof DuplexChannel duplex && duplex.isInputShutdown())) {
      channel.config().setAutoRead(true);
    }
  }

  void giveBack() {
    room.giveBack();
  }
}
