package dev.tributary.core.adjustment;

import static dev.tributary.core.adjustment.Sent.NOON;
import static dev.tributary.core.adjustment.Sent.adjustment;
import static dev.tributary.core.adjustment.Sent.cancel;
import static dev.tributary.core.adjustment.Sent.change;
import static dev.tributary.core.adjustment.Sent.inOrderCurrency;
import static dev.tributary.core.adjustment.Sent.refund;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.money.Money;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdjustmentsTest {

  private static final Order ORDER = new Order(NOON, 10_000, "EUR");

  @Test
  void partialRefundsThenACancellation() {
    assertThat(follow(refund("a", 24, 3_000), refund("b", 48, 2_500), cancel("c", 72)))
        .extracting(Posting::beforeMinor, Posting::afterMinor, Posting::outcome)
        .containsExactly(
            tuple(10_000L, 7_000L, Outcome.POSTED),
            tuple(7_000L, 4_500L, Outcome.POSTED),
            tuple(4_500L, 0L, Outcome.POSTED));
  }

  @Test
  void moreThanIsLeftIsRefunded() {
    List<Posting> postings = follow(refund("a", 24, 8_000), refund("b", 48, 5_000));

    assertThat(postings)
        .extracting(Posting::afterMinor, Posting::outcome)
        .containsExactly(tuple(2_000L, Outcome.POSTED), tuple(0L, Outcome.OVER_REFUND));
    assertThat(postings.get(1).sentence())
        .isEqualTo(
            "The refund of 50.00 EUR of 2026-11-10T12:00:00Z leaves 0.00 EUR of 20.00 EUR."
                + " 30.00 EUR of it are above what was left and don't count.");
  }

  @Test
  void ofARefundAfterWhichNothingWasLeftOnlyThatIsSaid() {
    List<Posting> postings = follow(cancel("a", -7), refund("b", -6, 3_333), cancel("c", 24));

    assertThat(postings)
        .extracting(Posting::beforeMinor, Posting::afterMinor, Posting::outcome)
        .containsExactly(
            tuple(10_000L, 0L, Outcome.BEFORE_ORDER),
            tuple(0L, 0L, Outcome.OVER_REFUND),
            tuple(0L, 0L, Outcome.NO_CHANGE));
    assertThat(postings.get(1).sentence())
        .isEqualTo(
            "The refund of 33.33 EUR of 2026-11-08T06:00:00Z does not count: nothing of its order"
                + " was left to give back.");
  }

  @Test
  void aChangeGivesTheNewTotalAndMayGoBack() {
    List<Posting> postings =
        follow(change("a", 1, 12_345), change("b", 2, 10_000), change("c", 3, 10_000));

    assertThat(postings.stream().map(Posting::sentence).limit(2))
        .containsExactly(
            "The change to 123.45 EUR of 2026-11-08T13:00:00Z raises the order from 100.00 EUR to"
                + " 123.45 EUR.",
            "The change to 100.00 EUR of 2026-11-08T14:00:00Z leaves 100.00 EUR of 123.45 EUR.");
    assertThat(postings)
        .extracting(Posting::changeMinor, Posting::outcome)
        .containsExactly(
            tuple(2_345L, Outcome.POSTED),
            tuple(-2_345L, Outcome.POSTED),
            tuple(0L, Outcome.NO_CHANGE));
  }

  @Test
  void datedBeforeItsOrderItCountsFromTheOrderOn() {
    Posting early = follow(refund("a", -5, 1_000)).get(0);

    assertThat(early.at()).isEqualTo(NOON);
    assertThat(early.afterMinor()).isEqualTo(9_000);
    assertThat(early.outcome()).isEqualTo(Outcome.BEFORE_ORDER);
    assertThat(early.sentence()).endsWith("counts from the order's moment on.");
  }

  @Test
  void inAnotherCurrencyItDoesNotCount() {
    List<Posting> postings =
        follow(adjustment("a", "refund", 1, 1_000L, "USD"), refund("b", 2, 500));

    assertThat(postings)
        .extracting(Posting::afterMinor, Posting::outcome)
        .containsExactly(tuple(10_000L, Outcome.OTHER_CURRENCY), tuple(9_500L, Outcome.POSTED));
    assertThat(postings.get(0).sentence())
        .isEqualTo(
            "The refund of 10.00 USD of 2026-11-08T13:00:00Z does not count: its order is in EUR,"
                + " and currencies are not mixed. Send it in the order's currency.");
  }

  @Test
  void withoutACurrencyItIsInItsOrders() {
    List<Posting> ofYen =
        Adjustments.of(
            new Order(NOON, 3_000, "JPY"),
            List.of(inOrderCurrency("a", 1, "1200"), inOrderCurrency("b", 2, "2000")));

    assertThat(ofYen)
        .extracting(Posting::amount, Posting::afterMinor, Posting::outcome)
        .containsExactly(
            tuple(new Money(1_200, "JPY"), 1_800L, Outcome.POSTED),
            tuple(new Money(2_000, "JPY"), 0L, Outcome.OVER_REFUND));
    assertThat(ofYen.get(0).sentence())
        .isEqualTo("The refund of 1200 JPY of 2026-11-08T13:00:00Z leaves 1800 JPY of 3000 JPY.");
    assertThat(follow(inOrderCurrency("a", 1, "12.5")))
        .extracting(Posting::amount, Posting::afterMinor)
        .containsExactly(tuple(new Money(1_250, "EUR"), 8_750L));
  }

  @Test
  void anAmountThatItsOrdersCurrencyLacksDoesNotCountAndSaysSo() {
    List<Posting> postings =
        Adjustments.of(
            new Order(NOON, 3_000, "JPY"),
            List.of(inOrderCurrency("a", 1, "12.50"), inOrderCurrency("b", 2, "0.1")));

    assertThat(postings)
        .extracting(Posting::amount, Posting::afterMinor, Posting::outcome)
        .containsOnly(tuple(null, 3_000L, Outcome.UNFIT_AMOUNT));
    assertThat(postings)
        .extracting(Posting::sentence)
        .containsExactly(
            "The refund of 12.50 in its order's currency of 2026-11-08T13:00:00Z does not count:"
                + " its order is in JPY, and the amount has 2 decimals more than that has. Send"
                + " another adjustment, with an amount in JPY.",
            "The refund of 0.1 in its order's currency of 2026-11-08T14:00:00Z does not count:"
                + " its order is in JPY, and the amount has 1 decimal more than that has. Send"
                + " another adjustment, with an amount in JPY.");
    assertThat(follow(inOrderCurrency("c", 1, "100000000000000")).get(0).sentence())
        .contains("its order is in EUR, and the amount is larger than any order.");
  }

  @Test
  void sentTwiceItCountsOnce() {
    assertThat(follow(refund("a", 24, 3_000), refund("a", 24, 3_000)))
        .extracting(Posting::afterMinor)
        .containsExactly(7_000L);
  }

  @Test
  void whichArrivesFirstDoesNotMatter() {
    assertThat(follow(cancel("c", 72), refund("b", 48, 2_500), refund("a", 24, 3_000)))
        .isEqualTo(follow(refund("a", 24, 3_000), refund("b", 48, 2_500), cancel("c", 72)));
  }

  @Test
  void ofAnOrderThatNobodyKnowsItWaits() {
    Posting waiting = Adjustments.ofUnknownOrder(List.of(cancel("c", 1))).get(0);

    assertThat(waiting.outcome()).isEqualTo(Outcome.UNKNOWN_ORDER);
    assertThat(waiting.changeMinor()).isZero();
    assertThat(waiting.sentence())
        .startsWith(
            "The cancellation of 2026-11-08T13:00:00Z waits: no credited purchase with the order"
                + " id A-1 is known.");
  }

  private static List<Posting> follow(TimelineEvent... adjustments) {
    return Adjustments.of(ORDER, List.of(adjustments));
  }
}
