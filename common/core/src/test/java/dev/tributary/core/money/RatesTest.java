package dev.tributary.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RatesTest {

  private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 6);
  private static final Rates RATES =
      Rates.of(
          List.of(
              rate(FRIDAY, "EUR", "USD", "1.25"),
              rate(FRIDAY, "EUR", "JPY", "160.00"),
              rate(FRIDAY.plusDays(3), "EUR", "USD", "1.20")));

  @Test
  void theDaysOwnRateIsTaken() {
    Quotation friday = RATES.on(FRIDAY, "EUR", "USD");

    assertThat(minor(friday, 1_000)).isEqualTo(1_250);
    assertThat(friday.ownDay()).isTrue();
    assertThat(minor(RATES.on(FRIDAY.plusDays(3), "EUR", "USD"), 1_000)).isEqualTo(1_200);
  }

  @Test
  void aWeekendTakesFridaysAndSaysSo() {
    Quotation sunday = RATES.on(FRIDAY.plusDays(2), "EUR", "USD");

    assertThat(sunday.rateDay()).isEqualTo(FRIDAY);
    assertThat(sunday.ownDay()).isFalse();
    assertThat(minor(sunday, 1_000)).isEqualTo(1_250);
  }

  @Test
  void sevenDaysOldIsTakenAndEightIsNot() {
    assertThat(minor(RATES.on(FRIDAY.plusDays(7), "EUR", "JPY"), 100)).isEqualTo(160);
    assertThatThrownBy(() -> RATES.on(FRIDAY.plusDays(8), "EUR", "JPY"))
        .isInstanceOf(MissingRateException.class)
        .hasMessageStartingWith(
            "There is no exchange rate from EUR to JPY for 2026-11-14, nor for the 7 days before"
                + " it.");
  }

  @Test
  void aLaterRateIsNoRateOfAnEarlierDay() {
    assertThatThrownBy(() -> RATES.on(FRIDAY.minusDays(1), "EUR", "USD"))
        .isInstanceOf(MissingRateException.class)
        .hasMessageContaining("2026-11-05");
  }

  @Test
  void theOtherWayRoundItIsTheInverse() {
    Quotation inverse = RATES.on(FRIDAY, "USD", "EUR");

    assertThat(minor(inverse, 1_000)).isEqualTo(800);
    assertThat(inverse.rate()).isEqualByComparingTo("0.8");
  }

  @Test
  void twoCurrenciesMeetOverAThird() {
    Quotation cross = RATES.on(FRIDAY.plusDays(3), "USD", "JPY");

    assertThat(minor(cross, 120)).isEqualTo(160);
    assertThat(cross.rateDay()).isEqualTo(FRIDAY);
  }

  @Test
  void oneCurrencyNeedsNoRate() {
    assertThat(minor(Rates.of(List.of()).on(FRIDAY, "EUR", "EUR"), 123)).isEqualTo(123);
  }

  @Test
  void halvesGoToTheEvenUnitOnEitherSide() {
    Quotation half = Rates.of(List.of(rate(FRIDAY, "EUR", "USD", "0.5"))).on(FRIDAY, "EUR", "USD");

    assertThat(minor(half, 1)).isZero();
    assertThat(minor(half, 3)).isEqualTo(2);
    assertThat(minor(half, 5)).isEqualTo(2);
    assertThat(minor(half, -3)).isEqualTo(-2);
  }

  @Property
  void whatIsTakenBackConvertsToTheOpposite(
      @ForAll @LongRange(min = 0, max = Money.LIMIT) long minor) {
    for (String to : List.of("USD", "JPY")) {
      Quotation quotation = RATES.on(FRIDAY, "EUR", to);
      assertThat(minor(quotation, -minor)).isEqualTo(-minor(quotation, minor));
    }
  }

  private static Rate rate(LocalDate day, String base, String quote, String rate) {
    return new Rate(day, base, quote, new BigDecimal(rate));
  }

  private static long minor(Quotation quotation, long minor) {
    return ConvertedSum.of(quotation.unrounded(minor)).minor();
  }
}
