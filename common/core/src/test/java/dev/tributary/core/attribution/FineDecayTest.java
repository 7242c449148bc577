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
 * Time decay to the minor unit, against weights of sixty digits: a root of one half for every
 * binary digit of the exponent.
 */
class FineDecayTest {

  private static final MathContext DIGITS = new MathContext(60);
  private static final long HALF_LIFE_MICROS = 7 * 86_400_000_000L;
  private static final long EIGHTH_MICROS = HALF_LIFE_MICROS / 8;
  private static final BigDecimal[] ROOTS = roots();

  @Property(tries = 200, seed = "1")
  void minorUnitsOfAnyAmountFollowFromTheFormula(
      @ForAll @LongRange(min = 1, max = Money.LIMIT - 1) long amount,
      @ForAll @Size(min = 1, max = 12)
          List<@LongRange(min = 0, max = 5_000_000_000_000L) Long> ages) {
    assertThat(decayed(amount, ages)).containsExactly(expected(amount, ages));
  }

  @Property(tries = 200, seed = "2")
  void agesThatFallTogetherAndSharesThatTieStayExact(
      @ForAll @LongRange(min = 1, max = 2_000) long amount,
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 34) Integer> eighths) {
    List<Long> ages = ofEighths(eighths);

    assertThat(decayed(amount, ages)).containsExactly(expected(amount, ages));
  }

  @Example
  void ordinaryAmountsNearATieGoToTheRightTouch() {
    List<Long> oneTie = List.of(1_945_205_000_000L, 1_843_853_000_000L, 763_593_000_000L, 0L);
    List<Long> anotherTie = List.of(2_037_073_000_000L, 1_702_649_000_000L, 1_626_723_000_000L, 0L);

    assertThat(decayed(9_404_749_546L, oneTie))
        .containsExactly(expected(9_404_749_546L, oneTie))
        .containsExactly(615_060_799, 690_819_302, 2_382_579_708L, 5_716_289_737L);
    assertThat(decayed(5_307_209_486L, anotherTie))
        .containsExactly(expected(5_307_209_486L, anotherTie))
        .containsExactly(368_727_622, 540_953_742, 590_134_685, 3_807_393_437L);
  }

  @Example
  void theLargestAmountIsSplitToTheMinorUnit() {
    List<Long> ages = ofEighths(List.of(31, 23, 14, 9, 9, 5, 1, 0));

    long[] parts = decayed(Money.LIMIT - 1, ages);

    assertThat(parts).containsExactly(expected(Money.LIMIT - 1, ages));
    assertThat(Arrays.stream(parts).sum()).isEqualTo(Money.LIMIT - 1);
  }

  @Example
  void agesBeyondAllBitsGetNothing() {
    assertThat(decayed(Money.LIMIT - 1, ofEighths(List.of(8 * 201, 8, 0))))
        .containsExactly(0, 333_333_333_333_333L, 666_666_666_666_666L);
  }

  private static List<Long> ofEighths(List<Integer> eighths) {
    return eighths.stream().map(age -> age * EIGHTH_MICROS).toList();
  }

  private static long[] decayed(long amount, List<Long> ages) {
    int n = ages.size();
    long[] times = ages.stream().mapToLong(age -> -age).toArray();
    long[] revenue = new long[n];
    new RuleKernel(CreditRules.of(Config.defaults()))
        .credit(RuleModel.TIME_DECAY, times, new int[n], 0, n, amount, new long[n], revenue, 0);
    return revenue;
  }

  private static long[] expected(long amount, List<Long> ages) {
    BigDecimal[] weights = ages.stream().map(FineDecayTest::halved).toArray(BigDecimal[]::new);
    BigDecimal sum = Arrays.stream(weights).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal[] shares =
        Arrays.stream(weights)
            .map(weight -> weight.multiply(BigDecimal.valueOf(amount)))
            .map(share -> share.divide(sum, 40, RoundingMode.HALF_EVEN))
            .toArray(BigDecimal[]::new);
    long[] parts = Arrays.stream(shares).mapToLong(BigDecimal::longValue).toArray();
    IntStream.range(0, parts.length)
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> shares[i].remainder(BigDecimal.ONE)).reversed())
        .limit(amount - Arrays.stream(parts).sum())
        .forEach(i -> parts[i]++);
    return parts;
  }

  /** One half to the power of age over half-life. */
  private static BigDecimal halved(long ageMicros) {
    BigDecimal power =
        new BigDecimal("0.5").pow(Math.toIntExact(ageMicros / HALF_LIFE_MICROS), DIGITS);
    long rest = ageMicros % HALF_LIFE_MICROS;
    for (BigDecimal root : ROOTS) {
      rest *= 2;
      if (rest >= HALF_LIFE_MICROS) {
        rest -= HALF_LIFE_MICROS;
        power = power.multiply(root, DIGITS);
      }
    }
    return power;
  }

  private static BigDecimal[] roots() {
    BigDecimal[] roots = new BigDecimal[180];
    BigDecimal root = new BigDecimal("0.5");
    for (int digit = 0; digit < roots.length; digit++) {
      root = root.sqrt(DIGITS);
      roots[digit] = root;
    }
    return roots;
  }
}
