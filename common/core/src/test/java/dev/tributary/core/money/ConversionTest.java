package dev.tributary.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversionTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final Rates RATES =
      Rates.of(List.of(new Rate(DAY, "EUR", "USD", new BigDecimal("1.16"))));

  private final DatedAmounts amounts = new DatedAmounts();

  @Test
  void anOrderRefundedInPartsComesToZeroInEveryCurrency() {
    amounts.add(10_001, "USD", DAY);
    amounts.add(-3_333, "USD", DAY);
    amounts.add(-6_668, "USD", DAY);
    amounts.add(5_000, "EUR", DAY.plusDays(9));

    assertThat(new Conversion("EUR", RATES).sum(amounts).minor()).isEqualTo(5_000);
  }

  @Test
  void eachDayHasItsOwnRateAndTheRatesAreRemembered() {
    amounts.add(1_160, "USD", DAY);
    amounts.add(1_160, "USD", DAY.plusDays(1));
    amounts.add(1, "EUR", DAY);
    Conversion conversion = new Conversion("EUR", RATES);

    assertThat(conversion.sum(amounts).minor()).isEqualTo(2_001);
    assertThat(conversion.quotations())
        .extracting(Quotation::day, Quotation::ownDay)
        .containsExactly(tuple(DAY, true), tuple(DAY.plusDays(1), false));
  }

  @Test
  void partsOfSeveralDaysAreRoundedOnceAndTogether() {
    amounts.add(10, "USD", DAY);
    amounts.add(10, "USD", DAY.plusDays(1));
    amounts.add(9, "USD", DAY.plusDays(2));

    // 8.62… + 8.62… + 7.76… = 25 exactly, where each on its own gives 9 + 9 + 8.
    assertThat(new Conversion("EUR", RATES).sum(amounts).minor()).isEqualTo(25);
  }

  @Test
  void aDayWithoutARateIsAnError() {
    amounts.add(0, "USD", DAY.minusDays(1));

    assertThatThrownBy(() -> new Conversion("EUR", RATES).sum(amounts))
        .isInstanceOf(MissingRateException.class)
        .hasMessageContaining("2026-11-19");
  }

  @Test
  void theUnroundedSumKeepsWhatAMinorUnitCannotShow() {
    amounts.add(29, "EUR", DAY);
    amounts.add(10, "USD", DAY);

    ConvertedSum sum = new Conversion("EUR", RATES).sum(amounts);

    assertThat(sum.minor()).isEqualTo(29 + 9);
    // 10 / 1.16 = 250 / 29
    assertThat(sum.unrounded().subtract(BigDecimal.valueOf(29)).multiply(BigDecimal.valueOf(29)))
        .isCloseTo(BigDecimal.valueOf(250), within(new BigDecimal("1e-55")));
  }
}
