package dev.tributary.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.adjustment.Outcome;
import dev.tributary.core.adjustment.Posting;
import dev.tributary.core.journey.TimelineEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AdjustmentRowsTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOON = Instant.parse("2026-11-08T12:00:00Z");

  /** 10.01 EUR; last touch gives Email all, linear shares 5.01 and 5.00. */
  private final List<CreditRow> order =
      new Credits(BERLIN).published(Samples.credit("A", NOON, NOON.plusSeconds(1)), "p", "pub-1");

  @Test
  void aRefundPostsOnItsOwnDayInTheReportingZoneAtTheOrdersRate() {
    List<CreditRow> rows = posted(refund("r", "2026-11-09T23:30:00Z", 500));

    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.conversionDay()).isEqualTo(LocalDate.of(2026, 11, 10));
              assertThat(row.rateDay()).isEqualTo(LocalDate.of(2026, 11, 8));
              assertThat(row.creditMicros()).isZero();
              assertThat(row.adjustmentKey()).isEqualTo("r");
              assertThat(row.publicationId()).isEqualTo("pub-2");
            });
    assertThat(rows)
        .extracting(row -> row.model() + " " + row.channel() + " " + row.revenueMinor())
        .containsExactly("last_touch Email -500", "linear Paid Search -250", "linear Email -250");
  }

  @Test
  void refundsInPartsLeaveNothingOfAnyTouch() {
    List<CreditRow> all = new ArrayList<>(order);
    all.addAll(
        posted(
            refund("r1", "2026-11-09T10:00:00Z", 333),
            refund("r2", "2026-11-10T10:00:00Z", 333),
            refund("r3", "2026-11-11T10:00:00Z", 999)));

    Map<String, Long> left = new TreeMap<>();
    all.forEach(
        row -> left.merge(row.model() + " " + row.position(), row.revenueMinor(), Long::sum));
    assertThat(left).isEqualTo(Map.of("last_touch 2", 0L, "linear 1", 0L, "linear 2", 0L));
  }

  @Test
  void withoutTheOrderNothingMoves() {
    List<Posting> postings =
        AdjustmentRows.postings(List.of(), List.of(refund("r", "2026-11-09T10:00:00Z", 500)));

    assertThat(postings).extracting(Posting::outcome).containsExactly(Outcome.UNKNOWN_ORDER);
    assertThat(new AdjustmentRows(BERLIN).of(List.of(), postings.get(0), "pub-2")).isEmpty();
  }

  private List<CreditRow> posted(TimelineEvent... adjustments) {
    List<CreditRow> rows = new ArrayList<>();
    for (Posting posting : AdjustmentRows.postings(order, List.of(adjustments))) {
      rows.addAll(new AdjustmentRows(BERLIN).of(order, posting, "pub-2"));
    }
    return rows;
  }

  private static TimelineEvent refund(String key, String at, long minor) {
    return Samples.refund(key, "A", Instant.parse(at), minor);
  }
}
