package dev.tributary.core.journey;

import java.time.Duration;

/** The lookback windows in microseconds, by number where no override asks for names. */
final class Windows {

  private static final TouchKind[] KINDS = TouchKind.values();

  private final Lookback lookback;
  private final long[] byKind = new long[KINDS.length];
  private final long longest;

  Windows(Lookback lookback) {
    this.lookback = lookback;
    this.longest = micros(lookback.longest());
    for (TouchKind kind : KINDS) {
      byKind[kind.ordinal()] = micros(lookback.window(kind, "", ""));
    }
  }

  /** Whether the window depends on the kind of touch alone. */
  boolean uniform() {
    return !lookback.overridden();
  }

  long of(int kind) {
    return byKind[kind];
  }

  long of(int kind, String channel, String conversionType) {
    return micros(lookback.window(KINDS[kind], channel, conversionType));
  }

  /** No touch older than this serves any conversion. */
  long longest() {
    return longest;
  }

  private static long micros(Duration window) {
    return Math.multiplyExact(window.toSeconds(), 1_000_000L);
  }
}
