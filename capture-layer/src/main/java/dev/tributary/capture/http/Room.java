package dev.tributary.capture.http;

import java.nio.ByteBuffer;

/** What one request, or what waits behind it, has of the budget. Safe for any thread. */
final class Room {

  private final BodyBudget budget;
  private ByteBuffer owner;
  private int bytes;

  Room(BodyBudget budget) {
    this.budget = budget;
  }

  /** Takes so many bytes more for an exchange; false, and none taken, where there are none. */
  synchronized boolean take(Exchange exchange, int more) {
    return take(bytes == 0 ? budget.owner(exchange) : owner, more);
  }

  /** Takes for whom all of it is. */
  synchronized boolean take(ByteBuffer whom, int more) {
    boolean taken = budget.take(whom, more);
    if (taken) {
      owner = whom;
      bytes += more;
    }
    return taken;
  }

  /**
   * Has that many bytes from now on in place of those it had; false, and none at all, where more
   * are needed and there are none.
   */
  synchronized boolean keepOnly(Exchange exchange, int wanted) {
    if (wanted <= bytes) {
      budget.giveBack(owner, bytes - wanted);
      bytes = wanted;
      return true;
    }
    boolean kept = take(exchange, wanted - bytes);
    if (!kept) {
      giveBack();
    }
    return kept;
  }

  /** Counts a request that is turned away for lack of it. */
  void turnedAway() {
    budget.refused();
  }

  synchronized int bytes() {
    return bytes;
  }

  synchronized void giveBack() {
    if (bytes > 0) {
      budget.giveBack(owner, bytes);
      bytes = 0;
      owner = null;
    }
  }
}
