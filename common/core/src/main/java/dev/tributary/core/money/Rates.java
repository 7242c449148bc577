package dev.tributary.core.money;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Daily exchange rates. A day without one takes the latest that is not older than seven days
 * (weekends and holidays have none), and says so.
 *
 * <p>From one currency to another by their own rate, else by the inverse of the opposite one, else
 * over one third currency (the first by its code that has both).
 */
public final class Rates {

  /** How old a rate may be. */
  public static final int OLDEST_DAYS = 7;

  private record Pair(String base, String quote) {}

  private final Map<Pair, NavigableMap<LocalDate, BigDecimal>> rates = new HashMap<>();
  private final TreeSet<String> currencies = new TreeSet<>();

  private Rates() {}

  /** Rates by day; of two of one day and pair the later one counts. */
  public static Rates of(Collection<Rate> known) {
    Rates rates = new Rates();
    for (Rate rate : known) {
      rates
          .rates
          .computeIfAbsent(new Pair(rate.base(), rate.quote()), pair -> new TreeMap<>())
          .put(rate.day(), rate.rate());
      rates.currencies.add(rate.base());
      rates.currencies.add(rate.quote());
    }
    return rates;
  }

  /**
   * The rate that holds on a day.
   *
   * @throws MissingRateException naming the day, when there is none
   */
  public Quotation on(LocalDate day, String from, String to) {
    if (from.equals(to)) {
      return Quotation.same(from, day);
    }
    return straight(day, from, to)
        .or(() -> overAThird(day, from, to))
        .orElseThrow(() -> new MissingRateException(day, from, to));
  }

  /** The newer of the pair's own rate and the inverse of its opposite. */
  private Optional<Quotation> straight(LocalDate day, String from, String to) {
    Optional<Quotation> own =
        latest(day, new Pair(from, to))
            .map(
                rate ->
                    new Quotation(from, to, day, rate.getKey(), rate.getValue(), BigDecimal.ONE));
    Optional<Quotation> inverse =
        latest(day, new Pair(to, from))
            .map(
                rate ->
                    new Quotation(from, to, day, rate.getKey(), BigDecimal.ONE, rate.getValue()));
    return inverse
        .filter(one -> own.isEmpty() || one.rateDay().isAfter(own.get().rateDay()))
        .or(() -> own);
  }

  private Optional<Quotation> overAThird(LocalDate day, String from, String to) {
    for (String third : currencies) {
      Optional<Quotation> first = straight(day, from, third);
      Optional<Quotation> second = straight(day, third, to);
      if (first.isPresent() && second.isPresent()) {
        return Optional.of(chained(first.get(), second.get()));
      }
    }
    return Optional.empty();
  }

  private static Quotation chained(Quotation first, Quotation second) {
    return new Quotation(
        first.from(),
        second.to(),
        first.day(),
        first.rateDay().isBefore(second.rateDay()) ? first.rateDay() : second.rateDay(),
        first.multiplier().multiply(second.multiplier()),
        first.divisor().multiply(second.divisor()));
  }

  private Optional<Map.Entry<LocalDate, BigDecimal>> latest(LocalDate day, Pair pair) {
    return Optional.ofNullable(rates.get(pair))
        .map(byDay -> byDay.floorEntry(day))
        .filter(rate -> !rate.getKey().isBefore(day.minusDays(OLDEST_DAYS)));
  }
}
