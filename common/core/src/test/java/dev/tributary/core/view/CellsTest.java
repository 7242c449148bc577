package dev.tributary.core.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tributary.core.journey.AttributedConversion;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellsTest {

  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void publishedCellsSumTheRows() {
    Credits credits = new Credits(UTC);
    List<CreditRow> rows = new ArrayList<>();
    rows.addAll(credits.published(Samples.credit("o1", NOON, NOON), "p", "pub"));
    rows.addAll(credits.published(Samples.credit("o2", NOON, NOON), "p", "pub"));

    assertThat(Cells.published(rows, NOON, "pub"))
        .extracting(Cell::model, Cell::channel, Cell::creditMicros, Cell::revenueMinor)
        .containsExactly(
            tuple("last_touch", "Email", 2_000_000L, 2_002L),
            tuple("linear", "Email", 1_000_000L, 1_000L),
            tuple("linear", "Paid Search", 1_000_000L, 1_002L));
    assertThat(Cells.published(rows, NOON, "pub"))
        .allSatisfy(
            cell -> {
              assertThat(cell.status()).isEqualTo("final");
              assertThat(cell.lowMicros()).isEqualTo(cell.creditMicros());
              assertThat(cell.highMicros()).isEqualTo(cell.creditMicros());
              assertThat(cell.publicationId()).isEqualTo("pub");
            });
  }

  @Test
  void noRowForNeitherCreditNorRevenue() {
    assertThat(new Credits(UTC).published(Samples.credit("o", NOON, NOON), "p", "pub"))
        .extracting(CreditRow::model, CreditRow::position, CreditRow::touches)
        .containsExactly(tuple("last_touch", 2, 2), tuple("linear", 1, 2), tuple("linear", 2, 2));
  }

  @Test
  void settledOrderCanNotMoveAndPendingOneCanMoveWhole() {
    List<CreditRevision> current =
        List.of(
            Samples.revision("old", NOON, "v1", 1),
            Samples.revision("new", NOON.plus(Duration.ofHours(2)), "v2", 1));

    List<Cell> cells =
        Cells.provisional(current, List.of(), UTC, HOUR, NOON.plus(Duration.ofMinutes(150)));

    // linear Email: both orders give a half; the new one may yet give all of itself or nothing.
    assertThat(cells)
        .filteredOn(cell -> cell.model().equals("linear") && cell.channel().equals("Email"))
        .extracting(Cell::creditMicros, Cell::lowMicros, Cell::highMicros, Cell::status)
        .containsExactly(tuple(1_000_000L, 500_000L, 1_500_000L, "provisional"));
  }

  @Test
  void whoMayStillBeMergedIsPendingHoweverOldAndLowAndHighFollowTheMajority() {
    CreditRevision merged = Samples.revision("merged", NOON, "v3", 1);
    AttributedConversion one = merged.credit();
    List<CreditRevision> current =
        List.of(
            Samples.revision("old", NOON, "v1", 1),
            Samples.revision("older", NOON.minusSeconds(9), "v2", 1),
            new CreditRevision(
                merged.conversionKey(),
                "v3",
                1,
                1,
                new AttributedConversion(
                    one.conversion(), one.touches(), one.credits(), false, true),
                "rules"));

    List<Cell> cells =
        Cells.provisional(current, List.of(), UTC, HOUR, NOON.plus(Duration.ofHours(9)));

    assertThat(cells)
        .extracting(
            Cell::model, Cell::channel, Cell::creditMicros, Cell::lowMicros, Cell::highMicros)
        .containsExactly(
            tuple("last_touch", "Email", 3_000_000L, 2_000_000L, 3_000_000L),
            tuple("linear", "Email", 1_500_000L, 1_000_000L, 2_000_000L),
            tuple("linear", "Paid Search", 1_500_000L, 1_000_000L, 2_000_000L));
    assertThat(cells).allMatch(Cell::provisional);
    assertThat(Cells.published(List.of(), NOON, "pub")).isEmpty();
  }

  @Test
  void whatAdjustmentsMoveIsRevenueWithoutCreditAtTheirOrdersRate() {
    CreditRevision order = Samples.revision("o", NOON, "v", 1);
    ProvisionalCredits credits = new ProvisionalCredits(Boundary.NOTHING_PUBLISHED);
    credits.offer(order);
    credits.offer(new AdjustmentNews(Samples.refund("r", "o", NOON.plus(Duration.ofDays(2)), 501)));

    List<Cell> cells =
        Cells.provisional(
            credits.current(), credits.adjustmentRows(UTC, List.of()), UTC, HOUR, NOON);

    assertThat(cells)
        .filteredOn(cell -> cell.day().equals(LocalDate.parse("2026-03-12")))
        .extracting(
            Cell::model, Cell::channel, Cell::creditMicros, Cell::revenueMinor, Cell::highMicros)
        .containsExactly(
            tuple("last_touch", "Email", 0L, -501L, 0L),
            tuple("linear", "Email", 0L, -250L, 0L),
            tuple("linear", "Paid Search", 0L, -251L, 0L));
    assertThat(cells).extracting(Cell::rateDay).containsOnly(LocalDate.parse("2026-03-10"));
  }

  @Test
  void dayIsTheReportingZonesDay() {
    Instant lateEvening = Instant.parse("2026-03-10T23:30:00Z");

    assertThat(
            Cells.provisional(
                List.of(Samples.revision("o", lateEvening, "v", 1)),
                List.of(),
                ZoneId.of("Europe/Berlin"),
                HOUR,
                lateEvening))
        .extracting(Cell::day)
        .containsOnly(LocalDate.parse("2026-03-11"));
  }
}
