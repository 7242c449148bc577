package dev.tributary.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReturnOnSpendTest {

  @Test
  void revenueOverSpendAndSpendOverConversions() {
    ReturnOnSpend campaign = of(50_000, 12_000, 3_500_000);

    assertThat(campaign.roas()).contains(new BigDecimal("4.1667"));
    assertThat(campaign.cacMinor()).contains(3_429L);
  }

  @Test
  void nothingSpentHasNoReturnAndCostsNothing() {
    ReturnOnSpend free = of(50_000, 0, 2_000_000);

    assertThat(free.roas()).isEmpty();
    assertThat(free.cacMinor()).contains(0L);
  }

  @Test
  void nothingEarnedReturnsZeroAndHasNoCostOfAcquisition() {
    ReturnOnSpend vain = of(0, 12_000, 0);

    assertThat(vain.roas()).contains(new BigDecimal("0.0000"));
    assertThat(vain.cacMinor()).isEmpty();
  }

  @Test
  void refundsMayOutweighOrders() {
    assertThat(of(-600, 1_200, 0).roas()).contains(new BigDecimal("-0.5000"));
  }

  /** 1.00 USD spent for 6.00 USD, at 1.16 USD a euro: 0.86 and 5.17 EUR, whose ratio is 6.0116. */
  @Test
  void atOneRateTheReturnIsTheSameInEveryCurrency() {
    LocalDate day = LocalDate.of(2026, 11, 20);
    Rates rates = Rates.of(List.of(new Rate(day, "EUR", "USD", new BigDecimal("1.16"))));
    DatedAmounts revenue = new DatedAmounts();
    revenue.add(600, "USD", day);
    DatedAmounts spend = new DatedAmounts();
    spend.add(100, "USD", day);

    for (String currency : List.of("USD", "EUR")) {
      Conversion conversion = new Conversion(currency, rates);
      ReturnOnSpend sums =
          new ReturnOnSpend(conversion.sum(revenue), conversion.sum(spend), 0, currency);
      assertThat(sums.roas()).as(currency).contains(new BigDecimal("6.0000"));
    }
  }

  private static ReturnOnSpend of(long revenueMinor, long spendMinor, long micros) {
    return new ReturnOnSpend(
        new ConvertedSum(revenueMinor, BigDecimal.valueOf(revenueMinor)),
        new ConvertedSum(spendMinor, BigDecimal.valueOf(spendMinor)),
        micros,
        "EUR");
  }
}
