package dev.tributary.core.money;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * An exact amount.
 *
 * @param minor integer minor units (cents for EUR, yen for JPY)
 * @param currency ISO 4217, upper case
 */
public record Money(long minor, String currency) {

  /** Amounts are below this many minor units: sums of millions of orders then still fit. */
  public static final long LIMIT = 1_000_000_000_000_000L;

  private static final int LIMIT_DIGITS = 16;

  /**
   * The money of a decimal amount.
   *
   * @param currency a code that {@link Currencies#code} gave
   * @throws ArithmeticException when the amount has more decimals than the currency, or {@link
   *     #fits} is false
   */
  public static Money of(BigDecimal amount, String currency) {
    if (!fits(amount, currency)) {
      throw new ArithmeticException("The amount is beyond " + LIMIT + " minor units.");
    }
    BigDecimal plain = amount.signum() == 0 ? BigDecimal.ZERO : amount;
    return new Money(
        plain.movePointRight(Currencies.decimals(currency)).longValueExact(), currency);
  }

  /**
   * The money of a decimal amount, or empty where it is none of that currency: it is written with
   * more decimals, even zeros, than the currency has, or it does not {@link #fits fit}.
   */
  public static Optional<Money> exactly(BigDecimal amount, String currency) {
    return surplusDecimals(amount, currency) == 0 && fits(amount, currency)
        ? Optional.of(of(amount, currency))
        : Optional.empty();
  }

  /** How many decimals the amount is written with beyond those its currency has; 0 for none. */
  public static int surplusDecimals(BigDecimal amount, String currency) {
    return Math.max(0, amount.scale() - Currencies.decimals(currency));
  }

  /** Whether some currency could have this amount, by its decimals and its size. */
  public static boolean fitsAny(BigDecimal amount) {
    return amount.scale() <= Currencies.MOST_DECIMALS && fits(amount, Currencies.WITHOUT_DECIMALS);
  }

  /** Whether the amount is below {@link #LIMIT} minor units. */
  public static boolean fits(BigDecimal amount, String currency) {
    if (amount.signum() == 0) {
      return true;
    }
    // The exponent alone first: an amount such as 1e999999999 must not be written out.
    long digits = (long) amount.precision() - amount.scale();
    return digits <= LIMIT_DIGITS
        && amount
                .abs()
                .movePointRight(Currencies.decimals(currency))
                .compareTo(BigDecimal.valueOf(LIMIT))
            < 0;
  }

  /** The amount in the currency itself, with all its decimals: {@code 12.50}. */
  public BigDecimal amount() {
    return BigDecimal.valueOf(minor, Currencies.decimals(currency));
  }
}
