package dev.tributary.batch.adjustment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tributary.batch.BatchRefusal;
import dev.tributary.batch.BatchRequest;
import dev.tributary.batch.plan.DayPlan;
import dev.tributary.core.config.Config;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.view.Boundary;
import dev.tributary.core.view.CreditRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** An order of 10.01, refunded by 4.00 on the 8th; the run computes the 7th or the 8th. */
class PostOrderTest {

  private static final LocalDate SEVENTH = LocalDate.of(2026, 11, 7);
  private static final LocalDate EIGHTH = LocalDate.of(2026, 11, 8);
  private static final LocalDate FIFTH = LocalDate.of(2026, 11, 5);

  @Test
  void anOrderThatMovedToTheRunsDayIsWorthWhatItIsWorthOnce() {
    List<PostedAdjustment> posted = post(SEVENTH, row(SEVENTH, "run"), row(EIGHTH, "before"));

    assertThat(posted)
        .extracting(one -> one.adjustment().beforeMinor(), one -> one.adjustment().afterMinor())
        .containsExactly(tuple(1_001L, 601L));
    assertThat(posted.get(0).credits()).extracting(CreditRow::revenueMinor).containsExactly(-400L);
  }

  @Test
  void anOrderOfAnotherDayIsAdjustedAsItIsPublished() {
    assertThat(post(EIGHTH, row(SEVENTH, "before")))
        .extracting(one -> one.adjustment().afterMinor())
        .containsExactly(601L);
  }

  /** Before the boundary every day is final, also one that had nothing to be published. */
  @Test
  void whatFallsBeforeTheBoundaryIsPostedAndWhatFallsBehindItWaits() {
    assertThat(post(Boundary.after(EIGHTH, ZoneOffset.UTC), SEVENTH, row(SEVENTH, "run")))
        .extracting(one -> one.adjustment().postedDay())
        .containsExactly(EIGHTH);
    assertThat(post(Boundary.after(SEVENTH, ZoneOffset.UTC), SEVENTH, row(SEVENTH, "run")))
        .isEmpty();
  }

  @Test
  void anOrderThatIsPublishedOnTwoOtherDaysIsNotAdjustedAsIfItWereWorthBoth() {
    assertThatThrownBy(() -> post(EIGHTH, row(FIFTH, "before"), row(SEVENTH, "earlier")))
        .isInstanceOf(BatchRefusal.class)
        .hasMessageContaining("A-1 is published on 2026-11-05 and on 2026-11-07")
        .hasMessageContaining("in one run, with --from and --to");
  }

  private static List<PostedAdjustment> post(LocalDate day, CreditRow... credits) {
    return post(Boundary.after(EIGHTH, ZoneOffset.UTC), day, credits);
  }

  private static List<PostedAdjustment> post(
      Boundary published, LocalDate day, CreditRow... credits) {
    DayPlan plan = DayPlan.of(BatchRequest.day(day), published, new TreeSet<>(), ZoneOffset.UTC);
    PostOrder postOrder = new PostOrder(Config.defaults(), plan, "run", published);
    List<PostedAdjustment> posted = new ArrayList<>();
    postOrder
        .call("8:purchaseA-1", List.of(refund()).iterator(), List.of(credits).iterator())
        .forEachRemaining(posted::add);
    return posted;
  }

  private static TimelineEvent refund() {
    Instant at = Instant.parse("2026-11-08T12:00:00Z");
    return new TimelineEvent(
        "refund",
        "adjustment",
        at,
        at,
        "test",
        1,
        null,
        null,
        null,
        null,
        null,
        "Direct",
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        null,
        false,
        false,
        "purchase",
        "A-1",
        400L,
        "EUR",
        null,
        "refund");
  }

  private static CreditRow row(LocalDate day, String publicationId) {
    Instant at = day.atTime(10, 0).toInstant(ZoneOffset.UTC);
    return new CreditRow(
        "A-1",
        "p-1",
        at,
        "purchase",
        day,
        "last_touch",
        1,
        1,
        at,
        "click",
        "Direct",
        null,
        null,
        null,
        null,
        null,
        1_000_000,
        1_001,
        "EUR",
        day,
        null,
        publicationId,
        null);
  }
}
