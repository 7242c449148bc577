package dev.tributary.batch.stage;

import dev.tributary.batch.plan.DayRange;
import java.time.Duration;
import java.time.LocalDate;

/**
 * How far a run of several parts is, told when one of them is written.
 *
 * @param from first day of the part
 * @param to its last day, included
 * @param orders of the part
 * @param part how many are written with it, those of an earlier try included
 * @param parts of the run in all
 * @param gone since this try began to compute
 * @param left about so long until all parts are written, if the rest goes as fast as what was done
 */
public record PartProgress(
    LocalDate from, LocalDate to, long orders, int part, int parts, Duration gone, Duration left) {

  /** One line for who waits. */
  public String sentence() {
    return "part %d of %d written: %s, %,d %s; %s gone, about %s left"
        .formatted(
            part,
            parts,
            new DayRange(from, to),
            orders,
            orders == 1 ? "order" : "orders",
            time(gone),
            time(left));
  }

  private static String time(Duration time) {
    long seconds = Math.round(time.toMillis() / 1_000.0);
    return seconds < 60
        ? seconds + " s"
        : seconds < 3_600
            ? "%d min %02d s".formatted(seconds / 60, seconds % 60)
            : "%d h %02d min".formatted(seconds / 3_600, seconds % 3_600 / 60);
  }
}
