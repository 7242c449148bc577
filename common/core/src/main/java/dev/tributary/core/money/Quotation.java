package dev.tributary.core.money;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;

/**
 * The rate at which one currency becomes another on a day: {@code multiplier / divisor}, kept as
 * two exact numbers, since an inverse mostly has no end.
 *
 * @param day asked for
 * @param rateDay whose rate it is; before {@code day} where that has none of its own
 */
public record Quotation(
    String from,
    String to,
    LocalDate day,
    LocalDate rateDay,
    BigDecimal multiplier,
    BigDecimal divisor) {

  private static final int SHOWN_DECIMALS = 10;

  /** An inverse mostly has no end; amounts have 16 digits, rates 24. */
  private static final MathContext UNROUNDED = new MathContext(60, RoundingMode.HALF_EVEN);

  /** One currency in itself. */
  static Quotation same(String currency, LocalDate day) {
    return new Quotation(currency, currency, day, day, BigDecimal.ONE, BigDecimal.ONE);
  }

  /** Whether the rate is the day's own. */
  public boolean ownDay() {
    return rateDay.equals(day);
  }

  /** The rate to ten decimals, to be shown. */
  public BigDecimal rate() {
    return multiplier.divide(divisor, SHOWN_DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros();
  }

  /**
   * An amount in the other currency, to 60 digits.
   *
   * @param minor minor units of {@code from}
   * @return minor units of {@code to}, in parts
   */
  BigDecimal unrounded(long minor) {
    int shift = Currencies.decimals(to) - Currencies.decimals(from);
    return BigDecimal.valueOf(minor)
        .multiply(multiplier)
        .movePointRight(shift)
        .divide(divisor, UNROUNDED);
  }
}
