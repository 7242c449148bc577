package dev.tributary.batch.adjustment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.adjustment.Outcome;
import org.junit.jupiter.api.Test;

class OutcomeNoteTest {

  @Test
  void datedBeforeTheirOrdersAdjustmentsCountAndOnlyTheirDayMoves() {
    assertThat(OutcomeNote.of(Outcome.BEFORE_ORDER.wire(), 13))
        .contains(
            "13 adjustments (before_order) are dated before their orders: they count in full, from"
                + " the moment of their orders on.");
    assertThat(OutcomeNote.of(Outcome.BEFORE_ORDER.wire(), 1))
        .contains(
            "1 adjustment (before_order) is dated before its order: it counts in full, from the"
                + " moment of its order on.");
  }

  @Test
  void whatDidNotCountAsSentIsSaidNotTo() {
    assertThat(OutcomeNote.of(Outcome.OVER_REFUND.wire(), 2))
        .contains(
            "2 adjustments (over_refund) did not count as sent; the table adjustments says why.");
    assertThat(OutcomeNote.of(Outcome.UNKNOWN_ORDER.wire(), 1))
        .contains(
            "1 adjustment (unknown_order) did not count as sent; the table adjustments says why.");
  }

  @Test
  void whatCountsAsSentIsNotTold() {
    assertThat(OutcomeNote.of(Outcome.POSTED.wire(), 5)).isEmpty();
    assertThat(OutcomeNote.of(Outcome.NO_CHANGE.wire(), 1)).isEmpty();
  }
}
