package dev.tributary.batch.plan;

import dev.tributary.batch.BatchRequest;
import dev.tributary.core.view.Boundary;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which days a run publishes, and where the boundary lies after it.
 *
 * @param from first day computed
 * @param to last day computed
 * @param days those in the range that have data or were asked for, and those outside it that come
 *     along: the ones that the publication names. A day of the range without either has nothing to
 *     name
 * @param boundary after the publication; it never goes back
 */
public record DayPlan(LocalDate from, LocalDate to, SortedSet<LocalDate> days, Boundary boundary) {

  public DayPlan {
    days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
  }

  /**
   * The boundary moves over contiguous days only, so a range that begins beyond it is extended back
   * to the first day that is not published and has data.
   *
   * @param published the boundary now
   * @param daysWithData days on which a touch or a conversion occurred
   */
  public static DayPlan of(
      BatchRequest request, Boundary published, SortedSet<LocalDate> daysWithData, ZoneId zone) {
    LocalDate from = firstDay(request.from(), published, daysWithData, zone);
    SortedSet<LocalDate> days = new TreeSet<>();
    for (LocalDate day = request.from(); !day.isAfter(request.to()); day = day.plusDays(1)) {
      days.add(day);
    }
    days.addAll(daysWithData.subSet(from, request.to().plusDays(1)));
    Boundary reached = Boundary.after(request.to(), zone);
    return new DayPlan(
        from, request.to(), days, reached.compareTo(published) > 0 ? reached : published);
  }

  /** The days that are computed. */
  public DayRange range() {
    return new DayRange(from, to);
  }

  /** The same with days outside the range that are published along with it. */
  public DayPlan with(SortedSet<LocalDate> carried) {
    SortedSet<LocalDate> all = new TreeSet<>(days);
    all.addAll(carried);
    return new DayPlan(from, to, all, boundary);
  }

  /** Whether the publication replaces what is published of a day, as SQL over {@code day}. */
  public String replaces() {
    String range = range(from, to);
    String carried =
        days.stream()
            .filter(day -> day.isBefore(from) || day.isAfter(to))
            .map(day -> "DATE'" + day + "'")
            .collect(Collectors.joining(", "));
    return carried.isEmpty() ? range : "(" + range + ") OR day IN (" + carried + ")";
  }

  /** A range, both ends included, as SQL over {@code day}. */
  public static String range(LocalDate from, LocalDate to) {
    return "day >= DATE'" + from + "' AND day <= DATE'" + to + "'";
  }

  private static LocalDate firstDay(
      LocalDate asked, Boundary published, SortedSet<LocalDate> daysWithData, ZoneId zone) {
    return daysWithData.headSet(asked).stream()
        .filter(day -> !isPublished(day, published, zone))
        .findFirst()
        .orElse(asked);
  }

  private static boolean isPublished(LocalDate day, Boundary published, ZoneId zone) {
    return published.isFinal(day.atStartOfDay(zone).toInstant());
  }
}
