package dev.tributary.core.event;

import java.time.Instant;

/**
 * Instants as whole microseconds since 1970-01-01T00:00Z, rounded down.
 *
 * <p>Not by {@code ChronoUnit.MICROS.between}: that counts nanoseconds, which overflow 292 years
 * from its start, and events may be dated back to the year 1, as the zero time of some languages
 * is.
 */
public final class EpochMicros {

  private static final long A_SECOND = 1_000_000;
  private static final int NANOS = 1_000;

  private EpochMicros() {}

  /**
   * @throws ArithmeticException beyond some 292,000 years from 1970
   */
  public static long of(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), A_SECOND), instant.getNano() / NANOS);
  }
}
