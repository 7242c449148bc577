package dev.tributary.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ReturnOnSpendTest {

  @Test
  void revenueOverSpendAndSpendOverConversions() {
    ReturnOnSpend campaign = new ReturnOnSpend(50_000, 12_000, 3_500_000, "EUR");

    assertThat(campaign.roas()).contains(new BigDecimal("4.1667"));
    assertThat(campaign.cacMinor()).contains(3_429L);
  }

  @Test
  void nothingSpentHasNoReturnAndCostsNothing() {
    ReturnOnSpend free = new ReturnOnSpend(50_000, 0, 2_000_000, "EUR");

    assertThat(free.roas()).isEmpty();
    assertThat(free.cacMinor()).contains(0L);
  }

  @Test
  void nothingEarnedReturnsZeroAndHasNoCostOfAcquisition() {
    ReturnOnSpend vain = new ReturnOnSpend(0, 12_000, 0, "EUR");

    assertThat(vain.roas()).contains(new BigDecimal("0.0000"));
    assertThat(vain.cacMinor()).isEmpty();
  }

  @Test
  void refundsMayOutweighOrders() {
    assertThat(new ReturnOnSpend(-600, 1_200, 0, "EUR").roas()).contains(new BigDecimal("-0.5000"));
  }
}
