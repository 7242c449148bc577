package dev.tributary.capture.http;

/**
 * The small answers that the peer of one connection has still to read, over all its streams: so
 * much each connection may leave here, and what does not fit counts like a body. For one event
 * loop.
 */
final class Unread {

  /** As many connections as may be, each with so much, fit the memory. */
  static final int SMALL_BYTES = 8 << 10;

  private int bytes;

  /** Whether an answer of that size finds place here. */
  boolean take(int more) {
    boolean fits = bytes + more <= SMALL_BYTES;
    if (fits) {
      bytes += more;
    }
    return fits;
  }

  void giveBack(int read) {
    bytes -= read;
  }
}
