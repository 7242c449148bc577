package dev.tributary.capture.http;

import io.netty.channel.ChannelFuture;

/**
 * The answer that its peer has still to read. What the system does not take of it stays in memory,
 * so that one that is not small has room there until all of it is on its way. For one event loop.
 */
final class Unwritten {

  private final Room room;
  private final Unread small;
  private int smallBytes;
  private boolean counts;
  private boolean fits;
  private boolean waiting;

  /**
   * Nothing is to be read yet.
   *
   * @param room what the request has, and its answer after it
   * @param small what its connection may leave unread beside that
   */
  Unwritten(Room room, Unread small) {
    this.room = room;
    this.small = small;
  }

  /** An answer's body is about to be written, and takes the place of what was asked. */
  void begin(Exchange asked, int bytes) {
    boolean little = asked == null || small.take(bytes);
    smallBytes = asked != null && little ? bytes : 0;
    counts = !little;
    if (counts) {
      fits = room.keepOnly(asked, bytes);
    } else {
      room.giveBack();
    }
  }

  /** Whether its peer has to read on before all of it is out of the memory. */
  boolean waitsFor(ChannelFuture written) {
    waiting = counts && !written.isDone();
    if (!waiting) {
      room.giveBack();
    }
    int place = smallBytes;
    if (place > 0) {
      written.addListener(done -> small.giveBack(place));
    }
    return waiting;
  }

  boolean waiting() {
    return waiting;
  }

  /** Whether it waits and there is no room for it. */
  boolean tooLarge() {
    return waiting && !fits;
  }

  /** It was read, or its peer is gone. */
  void end() {
    if (waiting) {
      waiting = false;
      room.giveBack();
    }
  }
}
