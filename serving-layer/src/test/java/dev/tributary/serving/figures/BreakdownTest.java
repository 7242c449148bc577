package dev.tributary.serving.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.money.Conversion;
import dev.tributary.core.money.Rate;
import dev.tributary.core.money.Rates;
import dev.tributary.core.view.Cell;
import dev.tributary.serving.figures.Breakdown.Line;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BreakdownTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 9);
  private static final Instant NOON = Instant.parse("2026-11-09T12:00:00Z");

  @Test
  void askedForInOneCurrencyTheRangeHoldsThePendingOrdersOfEach() {
    Conversion inDollars =
        new Conversion(
            "USD", Rates.of(List.of(new Rate(DAY, "EUR", "USD", new BigDecimal("1.25")))));
    List<Cell> cells = List.of(pending("EUR", "Email", 1, 1), pending("USD", "Email", 3, 3));

    Line line = Breakdown.of(cells, List.of(Dimension.CHANNEL), Optional.of(inDollars)).get(0);

    assertThat(line.creditMicros()).isEqualTo(4_000_000);
    assertThat(line.lowMicros()).isZero();
    assertThat(line.highMicros()).isEqualTo(4_000_000);
    assertThat(line.revenueMinor()).isEqualTo(125 + 300);
  }

  @Test
  void anOrderThatMayComeToSeveralCellsCountsOnceInTheRangeOfTheirSum() {
    List<Cell> cells = List.of(pending("EUR", "Email", 1, 2), pending("EUR", "Direct", 1, 2));

    Line line = Breakdown.of(cells, List.of(Dimension.DAY)).get(0);

    assertThat(line.creditMicros()).isEqualTo(2_000_000);
    assertThat(line.highMicros()).isEqualTo(2_000_000);
  }

  /** So many orders of 1.00 each, all of them pending, of so many pending of the scope. */
  private static Cell pending(String currency, String channel, long orders, long ofAll) {
    return new Cell(
        DAY,
        "linear",
        channel,
        "news",
        "email",
        null,
        null,
        orders * 1_000_000,
        orders * 100,
        currency,
        "purchase",
        DAY,
        Cell.PROVISIONAL,
        0,
        ofAll * 1_000_000,
        NOON,
        null);
  }
}
