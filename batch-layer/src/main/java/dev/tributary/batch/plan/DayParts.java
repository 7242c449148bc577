package dev.tributary.batch.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts a range into parts of whole days, so that what is computed at a time does not grow with the
 * range. Not by a number of days: a quiet year is one part, a day of a sale is a part of its own.
 */
public final class DayParts {

  private DayParts() {}

  /**
   * The parts in order, of contiguous days each.
   *
   * @param staged days that need not be computed again; no part has any of them
   * @param rows how many rows of touches and credit a day will have, about; none where it is
   *     missing
   * @param most rows that a part should not exceed, unless it is one day
   */
  public static List<DayRange> of(
      DayRange range, Set<LocalDate> staged, Map<LocalDate, Long> rows, long most) {
    List<DayRange> parts = new ArrayList<>();
    LocalDate first = null;
    long held = 0;
    for (LocalDate day : range.days().toList()) {
      long own = rows.getOrDefault(day, 0L);
      if (first != null && (staged.contains(day) || held + own > most)) {
        parts.add(new DayRange(first, day.minusDays(1)));
        first = null;
      }
      if (!staged.contains(day)) {
        held = first == null ? own : held + own;
        first = first == null ? day : first;
      }
    }
    if (first != null) {
      parts.add(new DayRange(first, range.to()));
    }
    return parts;
  }
}
