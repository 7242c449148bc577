package dev.tributary.core.money;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns amounts of several currencies into one, and remembers the rates. What is of one currency
 * and rate day is summed before it is converted, so an order that was refunded in parts comes to
 * exactly zero in every currency; the whole is rounded once, to the minor unit.
 */
public final class Conversion {

  private final String currency;
  private final Rates rates;
  private final Map<DatedAmounts.AtRate, Quotation> used = new TreeMap<>();

  /** Into {@code currency}, an ISO 4217 code. */
  public Conversion(String currency, Rates rates) {
    this.currency = currency;
    this.rates = rates;
  }

  /** Into which. */
  public String currency() {
    return currency;
  }

  /**
   * The sum of the amounts.
   *
   * @throws MissingRateException when a day has no rate
   * @throws ArithmeticException when the sum does not fit 64 bits
   */
  public ConvertedSum sum(DatedAmounts amounts) {
    BigDecimal unrounded = BigDecimal.ZERO;
    for (Map.Entry<DatedAmounts.AtRate, Long> one : amounts.sums().entrySet()) {
      Quotation quotation =
          used.computeIfAbsent(one.getKey(), at -> rates.on(at.day(), at.currency(), currency));
      unrounded = unrounded.add(quotation.unrounded(one.getValue()));
    }
    return ConvertedSum.of(unrounded);
  }

  /** The rates that were used between two currencies, by day. */
  public List<Quotation> quotations() {
    List<Quotation> quotations = new ArrayList<>(used.values());
    quotations.removeIf(quotation -> quotation.from().equals(currency));
    return quotations;
  }
}
