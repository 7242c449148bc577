package dev.tributary.core.journey;

import dev.tributary.core.event.EpochMicros;
import java.time.Instant;

/** Instants as microseconds since 1970; the ends of time are the ends of the numbers. */
final class Micros {

  private Micros() {}

  static long of(Instant instant) {
    if (instant.equals(Instant.MIN)) {
      return Long.MIN_VALUE;
    }
    return instant.equals(Instant.MAX) ? Long.MAX_VALUE : EpochMicros.of(instant);
  }
}
