package dev.tributary.core.adjustment;

import static dev.tributary.core.adjustment.Sent.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.attribution.LargestRemainder;
import dev.tributary.core.journey.TimelineEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** What holds for every order, every journey and every series of adjustments. */
class AdjustmentLawsTest {

  private static final long MOST = 1_000_000_000_000L;

  @Property(tries = 500)
  void withItsAdjustmentsEveryTouchSumsToItsPartOfWhatTheOrderIsWorth(
      @ForAll("orders") OriginalShares order, @ForAll("series") List<TimelineEvent> series) {
    long[] sums = order.revenueMinor().clone();
    long net = value(order);
    for (Posting posting : Adjustments.of(orderOf(order), series)) {
      assertThat(posting.beforeMinor()).isEqualTo(net);
      net = posting.afterMinor();
      long[] change = order.change(posting.beforeMinor(), posting.afterMinor());
      assertThat(LongStream.of(change).sum()).isEqualTo(posting.changeMinor());
      Arrays.setAll(sums, i -> sums[i] + change[i]);
      assertThat(sums).isEqualTo(order.of(net));
      assertThat(LongStream.of(sums).allMatch(sum -> sum >= 0)).isTrue();
    }
  }

  @Property(tries = 300)
  void partialRefundsEndExactlyAtZero(
      @ForAll("orders") OriginalShares order, @ForAll("series") List<TimelineEvent> series) {
    List<TimelineEvent> ended = new ArrayList<>(series);
    ended.add(Sent.cancel("last", 100_000));
    long[] sums = order.revenueMinor().clone();
    for (Posting posting : Adjustments.of(orderOf(order), ended)) {
      long[] change = order.change(posting.beforeMinor(), posting.afterMinor());
      Arrays.setAll(sums, i -> sums[i] + change[i]);
    }
    assertThat(sums).containsOnly(0);
  }

  @Property(tries = 300)
  void aRefundAndItsReversalAreNeutral(
      @ForAll("orders") OriginalShares order, @ForAll @LongRange(min = 0, max = MOST) long refund) {
    long value = value(order);
    long after = Math.max(0, value - refund);
    long[] there = order.change(value, after);
    long[] back = order.change(after, value);
    assertThat(IntStream.range(0, there.length).mapToLong(i -> there[i] + back[i]))
        .containsOnly(0L);
  }

  @Property(tries = 200)
  void whichAdjustmentArrivesFirstDoesNotMatter(
      @ForAll("orders") OriginalShares order,
      @ForAll("series") List<TimelineEvent> series,
      @ForAll long seed) {
    List<TimelineEvent> shuffled = new ArrayList<>(series);
    shuffled.addAll(series);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(Adjustments.of(orderOf(order), shuffled))
        .isEqualTo(Adjustments.of(orderOf(order), series));
  }

  private static Order orderOf(OriginalShares order) {
    return new Order(NOON, value(order), "EUR");
  }

  private static long value(OriginalShares order) {
    return LongStream.of(order.revenueMinor()).sum();
  }

  /** Credit and revenue of up to 12 touches, split from one set of weights as credit is. */
  @Provide
  Arbitrary<OriginalShares> orders() {
    return Combinators.combine(
            Arbitraries.longs().between(0, MOST),
            Arbitraries.longs().between(0, 1_000).list().ofMinSize(1).ofMaxSize(12))
        .as(
            (value, weights) -> {
              long[] raw = weights.stream().mapToLong(Long::longValue).toArray();
              raw[0]++;
              return new OriginalShares(split(1_000_000, raw), split(value, raw));
            });
  }

  @Provide
  Arbitrary<List<TimelineEvent>> series() {
    Arbitrary<TimelineEvent> one =
        Combinators.combine(
                Arbitraries.of("refund", "change", "cancel"),
                Arbitraries.integers().between(-48, 90_000),
                Arbitraries.longs().between(0, MOST))
            .as(
                (kind, hours, minor) ->
                    Sent.adjustment(
                        kind + hours + ":" + minor,
                        kind,
                        hours,
                        kind.equals("cancel") ? null : minor,
                        kind.equals("cancel") ? null : "EUR"));
    return one.list().ofMaxSize(8);
  }

  private static long[] split(long amount, long[] weights) {
    long[] parts = new long[weights.length];
    new LargestRemainder()
        .split(amount, weights, LongStream.of(weights).sum(), weights.length, parts, 0);
    return parts;
  }
}
