package dev.tributary.batch;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/**
 * Contiguous days.
 *
 * @param from first day, in the reporting time zone
 * @param to last day, included
 */
record DayRange(LocalDate from, LocalDate to) {

  Stream<LocalDate> days() {
    return from.datesUntil(to.plusDays(1));
  }

  boolean contains(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }

  /** Whether a column of days lies in it. */
  Column holds(Column day) {
    return day.between(from, to);
  }

  @Override
  public String toString() {
    return from.equals(to) ? from.toString() : from + " to " + to;
  }
}
