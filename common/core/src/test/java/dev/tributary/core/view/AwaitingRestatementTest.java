package dev.tributary.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.view.AwaitingRestatement.Waiting;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class AwaitingRestatementTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void whatWaitsIsCountedByTheReportingZonesDayAndByCurrency() {
    assertThat(
            AwaitingRestatement.byDay(
                List.of(
                    new Waiting(Instant.parse("2026-11-08T23:30:00Z"), "USD", 7, false),
                    new Waiting(Instant.parse("2026-11-09T12:00:00Z"), "EUR", 500, false),
                    new Waiting(Instant.parse("2026-11-08T12:00:00Z"), "EUR", 1, false),
                    new Waiting(Instant.parse("2026-11-09T12:30:00Z"), "EUR", 90, true),
                    new Waiting(Instant.parse("2026-11-09T13:00:00Z"), "EUR", 250, false)),
                BERLIN))
        .containsExactly(
            new AwaitingRestatement(LocalDate.of(2026, 11, 8), "EUR", 1, 1, 0),
            new AwaitingRestatement(LocalDate.of(2026, 11, 9), "EUR", 2, 750, 1),
            new AwaitingRestatement(LocalDate.of(2026, 11, 9), "USD", 1, 7, 0));
    assertThat(AwaitingRestatement.byDay(List.of(), BERLIN)).isEmpty();
  }

  @Test
  void theQueryAsksForWhatLiesBeforeTheBoundary() {
    assertThat(AwaitingRestatement.query("TIMESTAMP '2026-11-09'", "EUR"))
        .contains("conversions.key IS NULL AND arrived.occurred_at < TIMESTAMP '2026-11-09'");
  }
}
