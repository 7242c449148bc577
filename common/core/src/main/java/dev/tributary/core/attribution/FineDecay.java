package dev.tributary.core.attribution;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Time decay where weights in floating point are too coarse to say who gets which unit: the same
 * formula and the same largest remainder, with weights of about 120 bits. The largest amount has
 * 50, so what is left of an error is far below any difference of remainders.
 */
final class FineDecay {

  private static final int BITS = 128;
  private static final BigInteger ONE = BigInteger.ONE.shiftLeft(BITS);
  private static final BigInteger FRACTION = ONE.subtract(BigInteger.ONE);
  private static final BigInteger LN_2 =
      new BigDecimal("0.693147180559945309417232121458176568075500134360255254120680009")
          .multiply(new BigDecimal(ONE))
          .toBigInteger();

  /** A half-life is this many micros over {@link #micro}, both whole. */
  private final BigInteger halfLife;

  private final BigInteger micro;

  FineDecay(double halfLifeMicros) {
    BigDecimal exact = new BigDecimal(halfLifeMicros);
    this.halfLife = exact.unscaledValue();
    this.micro = BigInteger.TEN.pow(exact.scale());
  }

  /** As {@link LargestRemainder#split} with the weights of {@link RuleWeights}. */
  void split(long total, long[] touchMicros, int from, int n, long[] parts, int offset) {
    long latest = Arrays.stream(touchMicros, from, from + n).max().orElseThrow();
    BigInteger[] weights = new BigInteger[n];
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < n; i++) {
      weights[i] = weight(latest - touchMicros[from + i]);
      sum = sum.add(weights[i]);
    }
    long left = total;
    BigInteger[] remainders = new BigInteger[n];
    Integer[] byRemainder = new Integer[n];
    for (int i = 0; i < n; i++) {
      BigInteger[] part = weights[i].multiply(BigInteger.valueOf(total)).divideAndRemainder(sum);
      parts[offset + i] = part[0].longValueExact();
      remainders[i] = part[1];
      byRemainder[i] = i;
      left -= parts[offset + i];
    }
    // The sort is stable, so of two equal remainders the earlier touch's comes first.
    Arrays.sort(byRemainder, Comparator.comparing((Integer i) -> remainders[i]).reversed());
    for (int rank = 0; rank < left; rank++) {
      parts[offset + byRemainder[rank]]++;
    }
  }

  private BigInteger weight(long ageMicros) {
    BigInteger halfLives =
        BigInteger.valueOf(ageMicros).multiply(micro).shiftLeft(BITS).divide(halfLife);
    BigInteger whole = halfLives.shiftRight(BITS);
    if (whole.bitLength() >= Integer.SIZE || whole.intValue() > BITS) {
      return BigInteger.ZERO;
    }
    BigInteger exponent = halfLives.and(FRACTION).multiply(LN_2).shiftRight(BITS);
    return expOfMinus(exponent).shiftRight(whole.intValue());
  }

  /** The exponential series of -x, for 0 <= x < 1 in units of 2^-128. */
  private static BigInteger expOfMinus(BigInteger x) {
    BigInteger minus = x.negate();
    BigInteger term = ONE;
    BigInteger sum = ONE;
    for (int i = 1; term.bitLength() > 1; i++) {
      term = term.multiply(minus).shiftRight(BITS).divide(BigInteger.valueOf(i));
      sum = sum.add(term);
    }
    return sum;
  }
}
