package dev.tributary.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tributary.core.ledger.Reconciliation.Line;
import dev.tributary.core.ledger.Reconciliation.Posting;
import dev.tributary.core.view.CreditRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconciliationTest {

  private static final LocalDate DAY = LocalDate.parse("2026-03-10");

  @Test
  void differencesOfAConversionSumToNothing() {
    Reconciliation reconciliation =
        Reconciliation.between(
            List.of(row("Email", 1_000_000, 999)),
            List.of(row("Email", 400_000, 400), row("Paid Search", 600_000, 599)));

    assertThat(reconciliation.lines())
        .extracting(Line::channel, Line::difference)
        .containsExactly(
            tuple("Email", new Amount(-600_000, -599)),
            tuple("Paid Search", new Amount(600_000, 599)));
    assertThat(reconciliation.lines())
        .allSatisfy(
            line ->
                assertThat(line.drivers())
                    .containsExactly(new Posting(Driver.UNEXPLAINED, line.difference())));
  }

  @Test
  void severalTouchesOfOneChannelAreOneLine() {
    assertThat(
            Reconciliation.between(
                    List.of(row("Email", 500_000, 5), row("Email", 500_000, 4)),
                    List.of(row("Email", 1_000_000, 9)))
                .lines())
        .extracting(Line::difference, line -> line.drivers().size())
        .containsExactly(tuple(Amount.ZERO, 0));
  }

  @Test
  void driversThatDoNotSumAreRefused() {
    assertThatThrownBy(
            () ->
                new Line(
                    DAY,
                    "purchase",
                    "o",
                    "linear",
                    "Email",
                    "EUR",
                    Amount.ZERO,
                    new Amount(10, 1),
                    List.of(new Posting(Driver.LATE_TOUCH, new Amount(9, 1)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Post the rest as unexplained");
  }

  private static CreditRow row(String channel, long micros, long revenueMinor) {
    return new CreditRow(
        "o",
        "p",
        Instant.parse("2026-03-10T12:00:00Z"),
        "purchase",
        DAY,
        "linear",
        1,
        1,
        Instant.parse("2026-03-09T12:00:00Z"),
        "click",
        channel,
        "s",
        "m",
        null,
        null,
        null,
        micros,
        revenueMinor,
        "EUR",
        DAY,
        null,
        null,
        null);
  }
}
