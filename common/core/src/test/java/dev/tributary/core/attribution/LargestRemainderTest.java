package dev.tributary.core.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class LargestRemainderTest {

  @Property(tries = 2_000)
  void agreesWithArithmeticOfUnboundedNumbers(
      @ForAll @LongRange(min = 0) long total,
      @ForAll @Size(min = 1, max = 12) List<@LongRange(min = 0, max = 1L << 57) Long> given) {
    long[] weights = given.stream().mapToLong(Long::longValue).toArray();
    weights[0]++; // at least one touch weighs something
    long sum = Arrays.stream(weights).sum();
    long[] parts = new long[weights.length];
    new LargestRemainder().split(total, weights, sum, weights.length, parts, 0);
    assertThat(parts).containsExactly(naive(total, weights, sum));
    assertThat(Arrays.stream(parts).sum()).isEqualTo(total);
  }

  @Property(tries = 200)
  void equalWeightsLeaveTheRestToTheEarlier(
      @ForAll @LongRange(min = 0, max = 1_000) long total,
      @ForAll @LongRange(min = 1, max = 40) long touches) {
    int n = (int) touches;
    long[] weights = new long[n];
    Arrays.fill(weights, 7);
    long[] parts = new long[n];
    new LargestRemainder().split(total, weights, 7L * n, n, parts, 0);
    for (int i = 0; i < n; i++) {
      assertThat(parts[i]).isEqualTo(total / n + (i < total % n ? 1 : 0));
    }
  }

  @Example
  void aTieStandsWithinAnErrorOnlyAmongTouchesOfOneInstant() {
    LargestRemainder halves = new LargestRemainder();
    halves.split(5, new long[] {1, 1}, 2, 2, new long[2], 0);

    assertThat(halves.holdsWithin(0.1, new long[] {7, 7}, 0, 2)).isTrue();
    assertThat(halves.holdsWithin(0.1, new long[] {7, 8}, 0, 2)).isFalse();
  }

  @Example
  void remaindersThatAreFurtherApartThanTheErrorStand() {
    LargestRemainder thirds = new LargestRemainder();
    thirds.split(4, new long[] {10, 19, 31}, 60, 3, new long[3], 0); // 40, 76 - 60, 124 - 120

    assertThat(thirds.holdsWithin(23, new long[] {0, 1, 2, 3}, 1, 3)).isTrue();
    assertThat(thirds.holdsWithin(24, new long[] {0, 1, 2, 3}, 1, 3)).isFalse();
  }

  @Example
  void nothingLeftToHandOutStandsWithinLessThanAWhole() {
    LargestRemainder whole = new LargestRemainder();
    whole.split(6, new long[] {1, 2}, 3, 2, new long[2], 0);

    assertThat(whole.holdsWithin(2, new long[] {0, 1}, 0, 2)).isTrue();
    assertThat(whole.holdsWithin(3, new long[] {0, 1}, 0, 2)).isFalse();
  }

  private static long[] naive(long total, long[] weights, long sum) {
    BigInteger[] products =
        Arrays.stream(weights)
            .mapToObj(weight -> BigInteger.valueOf(total).multiply(BigInteger.valueOf(weight)))
            .toArray(BigInteger[]::new);
    BigInteger divisor = BigInteger.valueOf(sum);
    long[] parts = Arrays.stream(products).mapToLong(p -> p.divide(divisor).longValue()).toArray();
    long left = total - Arrays.stream(parts).sum();
    IntStream.range(0, parts.length)
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> products[i].mod(divisor)).reversed())
        .limit(left)
        .forEach(i -> parts[i]++);
    return parts;
  }
}
