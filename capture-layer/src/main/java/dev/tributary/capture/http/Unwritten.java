package dev.tributary.capture.http;

import io.netty.channel.ChannelFuture;

/**
 * The answer that its peer has still to read. What the system does not take of it stays in memory,
 * so that a large one has room there until all of it is on its way. For one event loop.
 */
final class Unwritten {

  /** What is not larger counts for nobody: each connection may leave so much unread. */
  static final int SMALL_BYTES = 8 << 10;

  private final Room room;
  private boolean counts;
  private boolean fits;
  private boolean waiting;

  /**
   * Nothing is to be read yet.
   *
   * @param room what the request has, and its answer after it
   */
  Unwritten(Room room) {
    this.room = room;
  }

  /** An answer's body is about to be written, and takes the place of what was asked. */
  void begin(Exchange asked, int bytes) {
    counts = asked != null && bytes > SMALL_BYTES;
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
