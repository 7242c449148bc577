package dev.tributary.core.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What came of money spent, all in one currency: revenue, spend and credited conversions of the
 * same days, sources and campaigns. Ratios are taken of the amounts before they are rounded to
 * minor units: at one rate the return is the same in every currency.
 *
 * @param revenue may be negative where refunds outweigh orders
 * @param spend not negative
 * @param conversionMicros credit; 1,000,000 is one conversion
 * @param currency ISO 4217, of both amounts
 */
public record ReturnOnSpend(
    ConvertedSum revenue, ConvertedSum spend, long conversionMicros, String currency) {

  private static final int RATIO_DECIMALS = 4;
  private static final BigDecimal ONE_CONVERSION = BigDecimal.valueOf(1_000_000);

  /**
   * Return on ad spend: revenue / spend, to four decimals, halves to the even one. Empty where
   * nothing was spent: there is no return on nothing, however much came in.
   */
  public Optional<BigDecimal> roas() {
    return spend.unrounded().signum() == 0
        ? Optional.empty()
        : Optional.of(
            revenue.unrounded().divide(spend.unrounded(), RATIO_DECIMALS, RoundingMode.HALF_EVEN));
  }

  /**
   * Cost of acquisition: spend / credited conversions, in minor units, halves to the even one. Zero
   * where nothing was spent on conversions that came; empty where none came.
   */
  public Optional<Long> cacMinor() {
    return conversionMicros <= 0
        ? Optional.empty()
        : Optional.of(
            spend
                .unrounded()
                .multiply(ONE_CONVERSION)
                .divide(BigDecimal.valueOf(conversionMicros), 0, RoundingMode.HALF_EVEN)
                .longValueExact());
  }
}
