package dev.tributary.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.journey.TimelineEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
  void aLaterCopyOfAnOrderThatBatchAnswersForCountsNotASecondTime() {
    CreditRevision published = Samples.revision("o", NOON.minusSeconds(9), "a", 1);
    CreditRevision copy = Samples.revision("o", NOON, "b", 1);
    ProvisionalCredits movedAfter = new ProvisionalCredits(Boundary.NOTHING_PUBLISHED);
    movedAfter.offer(published);
    movedAfter.offer(copy);
    movedAfter.moveTo(new Boundary(NOON));
    credits.moveTo(new Boundary(NOON));

    assertThat(daysMovedBy(copy)).containsExactly(10);
    assertThat(credits.current()).hasSize(1);
    assertThat(daysMovedBy(published)).containsExactly(10);
    assertThat(credits.current()).isEmpty();
    assertThat(movedAfter.current()).isEmpty();
    assertThat(movedAfter.current("conversion:o")).isEmpty();

    movedAfter.withdraw("conversion:o", "a");
    assertThat(movedAfter.current()).extracting(CreditRevision::journeyKey).containsExactly("b");
  }

  @Test
  void aCopyReceivedBeforeTheOneThatIsDatedBackCounts() {
    credits.moveTo(new Boundary(NOON));
    credits.offer(Samples.revision("o", NOON, "b", 1));
    credits.offer(
        new CreditRevision(
            "conversion:o",
            "a",
            1,
            1,
            Samples.credit("o", NOON.minusSeconds(9), NOON.plusSeconds(9)),
            "rules"));

    assertThat(credits.current()).extracting(CreditRevision::journeyKey).containsExactly("b");
  }

  @Test
  void anOrderDatedBackBehindTheBoundaryStaysThereWhenOlderNewsComesAgain() {
    credits.moveTo(new Boundary(NOON));
    credits.offer(Samples.revision("o", NOON.minusSeconds(1), "v", 2));
    credits.offer(Samples.revision("o", NOON, "v", 1));

    assertThat(credits.current()).isEmpty();

    credits.offer(Samples.revision("o", NOON, "v", 3));
    assertThat(credits.current()).extracting(CreditRevision::number).containsExactly(3L);
  }

  @Test
  void ofCopiesBehindTheBoundaryTheNewestDatedAreRemembered() {
    credits.moveTo(new Boundary(NOON));
    int many = SettledCopies.MOST + SettledCopies.MOST / 10 + 1;
    for (int i = 0; i < many; i++) {
      credits.offer(Samples.revision("o" + i, NOON.minusSeconds(many - i), "a", 1));
    }
    credits.offer(Samples.revision("o0", NOON, "b", 1));
    credits.offer(Samples.revision("o" + (many - 1), NOON, "b", 1));

    assertThat(credits.current())
        .extracting(CreditRevision::conversionKey)
        .containsExactly("conversion:o0");
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

    assertThat(daysMovedBy(late)).containsExactly(12);
    assertThat(daysMovedBy(order)).containsExactly(10, 12);
    assertThat(daysMovedBy(early)).containsExactly(9, 10, 12);
  }

  @Test
  void anOrderThatIsDatedBackMovesTheDayThatItLeavesToo() {
    daysMovedBy(Samples.revision("o", NOON, "v", 1));

    assertThat(daysMovedBy(Samples.revision("o", NOON.minus(Duration.ofDays(1)), "v", 2)))
        .containsExactly(9, 10);
  }

  @Test
  void anOrderThatIsDatedBackBehindTheBoundaryCountsNoMore() {
    credits.moveTo(new Boundary(NOON));
    credits.offer(Samples.revision("o", NOON, "v", 1));

    assertThat(daysMovedBy(Samples.revision("o", NOON.minusSeconds(1), "v", 2)))
        .containsExactly(10);
    assertThat(credits.current()).isEmpty();
  }

  @Test
  void anOlderRevisionBehindTheBoundaryLeavesTheNewerOne() {
    credits.moveTo(new Boundary(NOON));
    credits.offer(Samples.revision("o", NOON, "v", 2));
    credits.offer(Samples.revision("o", NOON.minusSeconds(1), "v", 1));

    assertThat(credits.current()).extracting(CreditRevision::number).containsExactly(2L);
  }

  @Test
  void aRefundDatedBeforeItsOrderCountsWheneverTheBoundaryComesBetween() {
    AdjustmentNews refund = new AdjustmentNews(refund("r", "2026-03-10T11:59:00Z", 1_001));
    CreditRevision order = Samples.revision("o", NOON.plusSeconds(60), "v", 1);
    Boundary noon = new Boundary(NOON);
    List<String> expected =
        List.of("last_touch Email -1001", "linear Paid Search -501", "linear Email -500");

    assertThat(moves(after(refund, noon, order))).isEqualTo(expected);
    assertThat(moves(after(noon, refund, order))).isEqualTo(expected);
    assertThat(moves(after(order, refund, noon))).isEqualTo(expected);
  }

  @Test
  void refundsOfOrdersThatNeverComeFillNoMoreThanTheirRoom() {
    for (int i = 0; i <= ProvisionalAdjustments.MOST_WAITING; i++) {
      credits.offer(
          new AdjustmentNews(Samples.refund("r" + i, "o" + i, NOON.minusSeconds(i + 1), 1_001)));
    }
    credits.moveTo(new Boundary(NOON));
    int oldest = ProvisionalAdjustments.MOST_WAITING;
    credits.offer(Samples.revision("o" + oldest, NOON, "v", 1));
    credits.offer(Samples.revision("o" + (oldest - 1), NOON, "v", 1));

    assertThat(credits.adjustmentRows(ZoneOffset.UTC, List.of()))
        .extracting(CreditRow::orderId)
        .containsOnly("o" + (oldest - 1));
  }

  /** What holds once these have come, in this order: news, and boundaries that move. */
  private static ProvisionalCredits after(Object... steps) {
    ProvisionalCredits credits = new ProvisionalCredits(Boundary.NOTHING_PUBLISHED);
    for (Object step : steps) {
      if (step instanceof Boundary boundary) {
        credits.moveTo(boundary);
      } else {
        credits.offer((CreditNews) step);
      }
    }
    return credits;
  }

  private List<Integer> daysMovedBy(CreditNews news) {
    return credits.take(news, ZoneOffset.UTC).stream().map(LocalDate::getDayOfMonth).toList();
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
    return moves(credits, published);
  }

  private static List<String> moves(ProvisionalCredits credits) {
    return moves(credits, List.of());
  }

  private static List<String> moves(ProvisionalCredits credits, List<CreditRow> published) {
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
