package dev.tributary.core.adjustment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OriginalSharesTest {

  private static final OriginalShares THIRDS =
      new OriginalShares(new long[] {333_334, 333_333, 333_333}, new long[] {334, 333, 333});

  @Test
  void theFirstValueIsSharedAsItWas() {
    assertThat(THIRDS.of(1_000)).containsExactly(334, 333, 333);
  }

  @Test
  void lessIsSharedAsTheValueWas() {
    assertThat(THIRDS.of(500)).containsExactly(167, 167, 166);
    assertThat(THIRDS.of(1)).containsExactly(1, 0, 0);
    assertThat(THIRDS.of(0)).containsExactly(0, 0, 0);
  }

  @Test
  void moreIsSharedByTheSameWeights() {
    assertThat(THIRDS.of(1_100)).containsExactly(367, 367, 366);
  }

  @Test
  void oneCentThatBecomesFourIsHalvedAndNotTheThreeThatWereAdded() {
    OriginalShares halves = new OriginalShares(new long[] {500_000, 500_000}, new long[] {1, 0});
    assertThat(halves.change(1, 4)).containsExactly(1, 2);
  }

  @Test
  void anOrderOfMoreThanAMillionMinorUnitsKeepsTheDigitsOfItsRevenue() {
    OriginalShares large =
        new OriginalShares(
            new long[] {333_333, 666_667}, new long[] {333_333_333_334L, 666_666_666_666L});
    assertThat(large.of(500_000_000_000L)).containsExactly(166_666_666_667L, 333_333_333_333L);
  }

  @Test
  void anOrderWorthNothingGrowsAsItsCreditIs() {
    OriginalShares free = new OriginalShares(new long[] {250_000, 750_000}, new long[] {0, 0});

    assertThat(free.of(1_000)).containsExactly(250, 750);
    assertThat(free.of(0)).containsExactly(0, 0);
  }

  @Test
  void aRefundTakesFromEachTouchWhatItHad() {
    assertThat(THIRDS.change(1_000, 500)).containsExactly(-167, -166, -167);
    assertThat(THIRDS.change(500, 0)).containsExactly(-167, -167, -166);
  }
}
