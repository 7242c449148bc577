package dev.tributary.capture.ship;

import java.time.Duration;

/** Pauses between attempts, each twice as long as the last, up to five seconds. */
final class Backoff {

  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private Duration next = FIRST;

  /** Something has succeeded. */
  void reset() {
    next = FIRST;
  }

  Duration next() {
    Duration now = next;
    Duration twice = now.multipliedBy(2);
    next = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    return now;
  }
}
