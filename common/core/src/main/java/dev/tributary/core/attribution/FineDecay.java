package dev.tributary.core.attribution;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Time decay of amounts so large that weights in floating point would give some minor units to the
 * wrong touch: the same formula and the same largest remainder, with weights of 110 bits. The
 * largest amount has 50, so what is left of an error is far below any difference of remainders.
 */
final class FineDecay {

  private static final MathContext DIGITS = new MathContext(36);
  private static final BigDecimal LN_2 =
      new BigDecimal("0.693147180559945309417232121458176568075500134360255254120680009");
  private static final BigDecimal ONE = new BigDecimal(BigInteger.ONE.shiftLeft(110));

  /** Beyond so many half-lives a weight is below the last of the bits. */
  private static final int LONGEST = 110;

  private final BigDecimal halfLifeMicros;

  FineDecay(double halfLifeMicros) {
    this.halfLifeMicros = new BigDecimal(halfLifeMicros);
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
    BigDecimal halfLives = BigDecimal.valueOf(ageMicros).divide(halfLifeMicros, DIGITS);
    if (halfLives.compareTo(BigDecimal.valueOf(LONGEST)) > 0) {
      return BigInteger.ZERO;
    }
    int whole = halfLives.intValue();
    BigDecimal part = halfLives.subtract(BigDecimal.valueOf(whole));
    return exp(part.multiply(LN_2, DIGITS).negate())
        .multiply(ONE, DIGITS)
        .toBigInteger()
        .shiftRight(whole);
  }

  /** The exponential series, for -1 < x <= 0. */
  private static BigDecimal exp(BigDecimal x) {
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = term;
    for (int i = 1; term.signum() != 0 && term.precision() - term.scale() > -36; i++) {
      term = term.multiply(x, DIGITS).divide(BigDecimal.valueOf(i), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return sum;
  }
}
