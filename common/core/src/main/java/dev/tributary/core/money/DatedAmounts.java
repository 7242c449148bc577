package dev.tributary.core.money;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** Amounts of several currencies, by the day whose exchange rate holds for them; never mixed. */
public final class DatedAmounts {

  /** What is converted at one rate. */
  record AtRate(LocalDate day, String currency) implements Comparable<AtRate> {
    @Override
    public int compareTo(AtRate other) {
      int byDay = day.compareTo(other.day);
      return byDay != 0 ? byDay : currency.compareTo(other.currency);
    }
  }

  private final Map<AtRate, Long> sums = new TreeMap<>();

  /**
   * Adds an amount to those of its currency and day.
   *
   * @throws ArithmeticException when the sum does not fit 64 bits
   */
  public void add(long minor, String currency, LocalDate rateDay) {
    sums.merge(new AtRate(rateDay, currency), minor, Math::addExact);
  }

  Map<AtRate, Long> sums() {
    return sums;
  }
}
