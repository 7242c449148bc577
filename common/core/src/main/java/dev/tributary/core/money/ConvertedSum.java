package dev.tributary.core.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Amounts of several currencies and days in one currency.
 *
 * @param minor what is shown: whole minor units, rounded once, halves to the even one
 * @param unrounded what ratios are taken of: minor units to 60 digits, the same whatever the
 *     currency's smallest unit is
 */
public record ConvertedSum(long minor, BigDecimal unrounded) {

  /** Of 60 digits the last tell of divisions without an end; a half made of such is a half. */
  private static final int EXACT_DECIMALS = 30;

  /**
   * A sum with what is shown of it. An amount and its negative stay each other's opposite.
   *
   * @throws ArithmeticException when it does not fit 64 bits
   */
  static ConvertedSum of(BigDecimal unrounded) {
    long minor =
        unrounded
            .setScale(EXACT_DECIMALS, RoundingMode.HALF_EVEN)
            .setScale(0, RoundingMode.HALF_EVEN)
            .longValueExact();
    return new ConvertedSum(minor, unrounded);
  }
}
