package dev.tributary.cli.output;

import java.util.Locale;

/**
 * How far a longer work is, on standard error: one line that moves on a terminal, a plain line
 * every few seconds elsewhere.
 */
public final class Progress implements AutoCloseable {

  private static final long TERMINAL_MILLIS = 200;
  private static final long PLAIN_MILLIS = 5_000;

  private final String what;
  private final String unit;
  private long total;
  private final boolean terminal = System.console() != null;
  private final long start = System.nanoTime();
  private long done;
  private long printedAt;

  private Progress(String what, String unit, long total) {
    this.what = what;
    this.unit = unit;
    this.total = total;
  }

  /** Progress towards a known total. */
  public static Progress of(String what, String unit, long total) {
    return new Progress(what, unit, total);
  }

  public void advance(long more) {
    reach(done + more);
  }

  /** Says how much is done of a total that still grows. */
  public void reach(long now, long newTotal) {
    total = newTotal;
    reach(now);
  }

  /** Says how much is done in all. */
  public void reach(long now) {
    done = now;
    long millis = (System.nanoTime() - start) / 1_000_000;
    if (millis - printedAt >= (terminal ? TERMINAL_MILLIS : PLAIN_MILLIS)) {
      printedAt = millis;
      print(terminal ? "\r" : "", terminal ? "" : "\n", millis);
    }
  }

  @Override
  public void close() {
    print(terminal ? "\r" : "", "\n", (System.nanoTime() - start) / 1_000_000);
  }

  private void print(String before, String after, long millis) {
    System.err.print(
        before
            + String.format(
                Locale.ROOT, "%s: %,d of %,d %s, %.1f s", what, done, total, unit, millis / 1e3)
            + after);
    System.err.flush();
  }
}
