package dev.tributary.capture.http;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes of request bodies that may be in memory at a time, over all connections. */
final class BodyBudget {

  private final long most;
  private final AtomicLong used = new AtomicLong();

  BodyBudget(long most) {
    this.most = most;
  }

  /** Takes room for so many bytes; false, and none taken, when there is not enough. */
  boolean take(int bytes) {
    if (used.addAndGet(bytes) > most) {
      used.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void giveBack(int bytes) {
    used.addAndGet(-bytes);
  }

  long used() {
    return used.get();
  }
}
