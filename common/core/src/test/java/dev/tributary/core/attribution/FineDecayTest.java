package dev.tributary.core.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import dev.tributary.core.money.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/**
 * Time decay of the largest amounts, against weights that roots of two tell to fifty digits: ages
 * here are multiples of an eighth of the half-life.
 */
class FineDecayTest {

  private static final MathContext DIGITS = new MathContext(80);
  private static final long EIGHTH_MICROS = 7 * 86_400_000_000L / 8;
  private static final BigDecimal ROOT =
      new BigDecimal("0.5").sqrt(DIGITS).sqrt(DIGITS).sqrt(DIGITS);

  @Property(tries = 200)
  void minorUnitsOfAnyAmountFollowFromTheFormula(
      @ForAll @LongRange(min = 1, max = Money.LIMIT - 1) long amount,
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 34) Integer> eighths) {
    assertThat(decayed(amount, eighths)).containsExactly(expected(amount, eighths));
  }

  @Example
  void theLargestAmountIsSplitToTheMinorUnit() {
    List<Integer> ages = List.of(31, 23, 14, 9, 9, 5, 1, 0);

    long[] parts = decayed(Money.LIMIT - 1, ages);

    assertThat(parts).containsExactly(expected(Money.LIMIT - 1, ages));
    assertThat(Arrays.stream(parts).sum()).isEqualTo(Money.LIMIT - 1);
  }

  @Example
  void agesBeyondAllBitsGetNothing() {
    assertThat(decayed(Money.LIMIT - 1, List.of(8 * 201, 8, 0)))
        .containsExactly(0, 333_333_333_333_333L, 666_666_666_666_666L);
  }

  private static long[] decayed(long amount, List<Integer> eighths) {
    int n = eighths.size();
    long[] times = eighths.stream().mapToLong(age -> -age * EIGHTH_MICROS).toArray();
    long[] revenue = new long[n];
    new RuleKernel(CreditRules.of(Config.defaults()))
        .credit(RuleModel.TIME_DECAY, times, new int[n], 0, n, amount, new long[n], revenue, 0);
    return revenue;
  }

  private static long[] expected(long amount, List<Integer> eighths) {
    BigDecimal[] weights =
        eighths.stream().map(age -> ROOT.pow(age, DIGITS)).toArray(BigDecimal[]::new);
    BigDecimal sum = Arrays.stream(weights).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal[] shares =
        Arrays.stream(weights)
            .map(weight -> weight.multiply(BigDecimal.valueOf(amount)))
            .map(share -> share.divide(sum, 50, RoundingMode.DOWN))
            .toArray(BigDecimal[]::new);
    long[] parts = Arrays.stream(shares).mapToLong(BigDecimal::longValue).toArray();
    IntStream.range(0, parts.length)
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> shares[i].remainder(BigDecimal.ONE)).reversed())
        .limit(amount - Arrays.stream(parts).sum())
        .forEach(i -> parts[i]++);
    return parts;
  }
}
