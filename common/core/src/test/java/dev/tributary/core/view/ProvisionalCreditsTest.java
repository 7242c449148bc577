package dev.tributary.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.journey.TimelineEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProvisionalCreditsTest {

  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  private final ProvisionalCredits credits = new ProvisionalCredits(Boundary.NOTHING_PUBLISHED);

  @Test
  void newestRevisionCountsWhateverOrderTheyComeIn() {
    credits.offer(Samples.revision("o", NOON, "v", 3));
    credits.offer(Samples.revision("o", NOON, "v", 2));
    credits.offer(Samples.revision("o", NOON, "v", 3));

    assertThat(credits.current()).extracting(CreditRevision::number).containsExactly(3L);
  }

  @Test
  void laterGenerationBeatsAnyNumber() {
    CreditRevision first = Samples.revision("o", NOON, "v", 9);
    credits.offer(new CreditRevision(first.conversionKey(), "v", 2, 1, first.credit(), "rules"));
    credits.offer(first);

    assertThat(credits.current("conversion:o"))
        .hasValueSatisfying(one -> assertThat(one.generation()).isEqualTo(2));
  }

  @Test
  void oneOrderUnderTwoVisitorsCountsWhereItWasReceivedFirst() {
    CreditRevision second =
        new CreditRevision(
            "conversion:o", "a", 1, 5, Samples.credit("o", NOON, NOON.plusSeconds(9)), "rules");
    credits.offer(second);
    credits.offer(Samples.revision("o", NOON, "b", 1));

    assertThat(credits.current()).extracting(CreditRevision::journeyKey).containsExactly("b");
  }

  @Test
  void withdrawnJourneyLeavesTheOther() {
    credits.offer(Samples.revision("o", NOON, "a", 1));
    credits.offer(Samples.revision("o", NOON, "b", 1));
    credits.withdraw("conversion:o", "a");
    assertThat(credits.current()).extracting(CreditRevision::journeyKey).containsExactly("b");

    credits.withdraw("conversion:o", "b");
    assertThat(credits.current()).isEmpty();
  }

  @Test
  void revisionsAreOrderedByGenerationThenNumber() {
    assertThat(Credits.revisionNumber(Samples.revision("o", NOON, "v", 3)))
        .isEqualTo(4_294_967_299L);
  }

  @Test
  void anAdjustmentFollowsItsOrdersNewestCredit() {
    credits.offer(new AdjustmentNews(Samples.refund("r", "o", NOON.plusSeconds(60), 1_001)));
    assertThat(credits.adjustedElsewhere()).containsExactly(new OrderName("purchase", "o"));
    assertThat(credits.adjustmentRows(ZoneOffset.UTC, List.of())).isEmpty();

    credits.offer(Samples.revision("o", NOON, "v", 1));
    assertThat(credits.adjustedElsewhere()).isEmpty();
    assertThat(moves(List.of()))
        .containsExactly("last_touch Email -1001", "linear Paid Search -501", "linear Email -500");

    credits.withdraw("conversion:o", "v");
    assertThat(moves(List.of())).isEmpty();
  }

  @Test
  void aPublishedOrderIsAdjustedFromWhatItsPublishedAdjustmentsLeft() {
    List<CreditRow> published = published();
    credits.offer(new AdjustmentNews(refund("settled", "2026-03-10T18:00:00Z", 501)));
    credits.offer(new AdjustmentNews(refund("new", "2026-03-12T09:00:00Z", 9_999)));
    credits.offer(new AdjustmentNews(refund("newer", "2026-03-12T10:00:00Z", 1)));
    credits.moveTo(new Boundary(Instant.parse("2026-03-11T00:00:00Z")));
    credits.offer(new AdjustmentNews(refund("late", "2026-03-10T19:00:00Z", 100)));

    assertThat(credits.adjustedElsewhere()).containsExactly(new OrderName("purchase", "o"));
    assertThat(moves(published))
        .containsExactly("last_touch Email -500", "linear Paid Search -250", "linear Email -250");
  }

  @Test
  void whatATopicStillHoldsOfPublishedDaysAsksForNoOrder() {
    ProvisionalCredits restarted =
        new ProvisionalCredits(new Boundary(Instant.parse("2026-03-11T00:00:00Z")));
    restarted.offer(new AdjustmentNews(refund("old", "2026-03-10T18:00:00Z", 501)));
    assertThat(restarted.adjustedElsewhere()).isEmpty();

    restarted.offer(new AdjustmentNews(refund("new", "2026-03-11T00:00:00Z", 1)));
    assertThat(restarted.adjustedElsewhere()).containsExactly(new OrderName("purchase", "o"));
  }

  @Test
  void newsMoveTheDaysOfTheOrderAndOfAllItsAdjustments() {
    CreditRevision order = Samples.revision("o", NOON, "v", 1);
    AdjustmentNews late = new AdjustmentNews(refund("r1", "2026-03-12T09:00:00Z", 1));
    AdjustmentNews early = new AdjustmentNews(refund("r2", "2026-03-09T09:00:00Z", 1));
    credits.offer((CreditNews) late);
    assertThat(credits.daysMovedBy(late, ZoneOffset.UTC))
        .extracting("dayOfMonth")
        .containsExactly(12);
    credits.offer((CreditNews) order);
    credits.offer((CreditNews) early);

    assertThat(credits.daysMovedBy(order, ZoneOffset.UTC))
        .extracting("dayOfMonth")
        .containsExactly(9, 10, 12);
    assertThat(credits.daysMovedBy(early, ZoneOffset.UTC))
        .extracting("dayOfMonth")
        .containsExactly(9, 10, 12);
  }

  /** An order of which a refund of 5.01 is published. */
  private static List<CreditRow> published() {
    List<CreditRow> order =
        new Credits(ZoneOffset.UTC).published(Samples.credit("o", NOON, NOON), "p", "pub");
    List<CreditRow> rows = new ArrayList<>(order);
    AdjustmentRows.postings(order, List.of(refund("settled", "2026-03-10T18:00:00Z", 501)))
        .forEach(
            posting -> rows.addAll(new AdjustmentRows(ZoneOffset.UTC).of(order, posting, "pub")));
    return rows;
  }

  private static TimelineEvent refund(String key, String at, long minor) {
    return Samples.refund(key, "o", Instant.parse(at), minor);
  }

  private List<String> moves(List<CreditRow> published) {
    return credits.adjustmentRows(ZoneOffset.UTC, published).stream()
        .map(row -> row.model() + " " + row.channel() + " " + row.revenueMinor())
        .toList();
  }

  @Test
  void boundaryTakesWhatLiesBeforeIt() {
    credits.offer(Samples.revision("before", NOON.minusSeconds(1), "v", 1));
    credits.offer(Samples.revision("at", NOON, "v", 1));
    credits.moveTo(new Boundary(NOON));
    assertThat(credits.boundary()).isEqualTo(new Boundary(NOON));
    credits.offer(Samples.revision("before", NOON.minusSeconds(1), "v", 2));

    assertThat(credits.current())
        .extracting(CreditRevision::conversionKey)
        .containsExactly("conversion:at");
  }
}
