package dev.tributary.core.ledger;

/**
 * Credit and revenue together.
 *
 * @param micros micro-credits; one conversion is 1,000,000
 * @param revenueMinor minor units of the conversion's currency
 */
public record Amount(long micros, long revenueMinor) {

  public static final Amount ZERO = new Amount(0, 0);

  public Amount plus(Amount other) {
    return new Amount(
        Math.addExact(micros, other.micros), Math.addExact(revenueMinor, other.revenueMinor));
  }

  public Amount minus(Amount other) {
    return new Amount(
        Math.subtractExact(micros, other.micros),
        Math.subtractExact(revenueMinor, other.revenueMinor));
  }
}
