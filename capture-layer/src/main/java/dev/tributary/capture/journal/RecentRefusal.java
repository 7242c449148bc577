package dev.tributary.capture.journal;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether the disk has refused an append a moment ago. What is small may still be taken between two
 * that are refused, so that this stands for some seconds. Any thread may ask.
 */
final class RecentRefusal {

  private static final long LASTS_NANOS = Duration.ofSeconds(10).toNanos();

  private final LongSupplier nanos;
  private volatile long at;
  private volatile boolean ever;

  RecentRefusal(LongSupplier nanos) {
    this.nanos = nanos;
  }

  void now() {
    at = nanos.getAsLong();
    ever = true;
  }

  boolean stands() {
    return ever && nanos.getAsLong() - at < LASTS_NANOS;
  }
}
