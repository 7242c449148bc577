package dev.tributary.cli.drill;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a drill ordered and gave back: what its credit has to come to, known without asking the
 * platform. Days are of UTC, amounts in minor units. Not thread-safe.
 */
final class SentOrders {

  private final Map<String, LocalDate> days = new LinkedHashMap<>();
  private final Map<String, Long> values = new LinkedHashMap<>();
  private final Map<String, Long> refunds = new LinkedHashMap<>();
  private final Map<LocalDate, Long> refundedOn = new TreeMap<>();

  void ordered(String order, Instant at, long minor) {
    days.put(order, day(at));
    values.put(order, minor);
  }

  void refunded(String order, Instant at, long minor) {
    refunds.merge(order, minor, Long::sum);
    refundedOn.merge(day(at), minor, Long::sum);
  }

  private static LocalDate day(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  long count() {
    return days.size();
  }

  /** Orders of the days that are asked for, with their values. */
  Map<String, Long> values(Predicate<LocalDate> wanted) {
    return days.keySet().stream()
        .filter(order -> wanted.test(days.get(order)))
        .collect(Collectors.toMap(order -> order, values::get));
  }

  /** The same less what was given back. */
  Map<String, Long> worth(Predicate<LocalDate> wanted) {
    Map<String, Long> worth = values(wanted);
    worth.replaceAll((order, value) -> value - refunds.getOrDefault(order, 0L));
    return worth;
  }

  /** Orders and revenue by day, as the reports have to show them. */
  Map<LocalDate, DayTotal> totals() {
    Map<LocalDate, DayTotal> totals = new TreeMap<>();
    days.forEach(
        (order, day) -> totals.merge(day, new DayTotal(1, values.get(order)), DayTotal::plus));
    refundedOn.forEach((day, minor) -> totals.merge(day, new DayTotal(0, -minor), DayTotal::plus));
    return totals;
  }

  /** A day's orders and revenue in minor units. */
  record DayTotal(long orders, long minor) {
    DayTotal plus(DayTotal other) {
      return new DayTotal(orders + other.orders, minor + other.minor);
    }
  }
}
