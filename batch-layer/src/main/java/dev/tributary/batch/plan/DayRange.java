package dev.tributary.batch.plan;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/**
 * Contiguous days.
 *
 * @param from first day, in the reporting time zone
 * @param to last day, included
 */
public record DayRange(LocalDate from, LocalDate to) {

  public Stream<LocalDate> days() {
    return from.datesUntil(to.plusDays(1));
  }

  public boolean contains(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }

  /** Whether a column of days lies in it. */
  public Column holds(Column day) {
    return day.between(from, to);
  }

  @Override
  public String toString() {
    return from.equals(to) ? from.toString() : from + " to " + to;
  }
}
