package dev.tributary.testkit;

import static dev.tributary.testkit.Sketch.cancel;
import static dev.tributary.testkit.Sketch.change;
import static dev.tributary.testkit.Sketch.click;
import static dev.tributary.testkit.Sketch.order;
import static dev.tributary.testkit.Sketch.pageView;
import static dev.tributary.testkit.Sketch.refund;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.event.Event;
import dev.tributary.core.view.CreditRow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every implementation owes once orders are refunded, cancelled and changed. Each case is an
 * order of its own, and all of them arrive together, since one run answers for all.
 */
public abstract class AdjustmentContract {

  /**
   * The rows that stand once all events have arrived, in this order: of credit, and of what
   * adjustments move.
   */
  protected abstract List<CreditRow> rows(List<Event> events);

  @Test
  void adjustmentsMoveRevenueOnTheirOwnDaysByTheOriginalWeights() {
    List<CreditRow> all =
        rows(
            Stream.of(
                    refund("arrived-first", "2026-03-12T10:00:00Z", 501),
                    click("2026-03-08T12:00:00Z").from("google", "cpc"),
                    pageView("2026-03-09T12:00:00Z").from("newsletter", "email"),
                    purchase("in-parts"),
                    refund("in-parts", "2026-03-11T10:00:00Z", 500).visitor("a clerk"),
                    refund("in-parts", "2026-03-12T10:00:00Z", 999).user("another"),
                    purchase("twice-sent"),
                    refund("twice-sent", "2026-03-11T10:00:00Z", 300).key("same"),
                    refund("twice-sent", "2026-03-11T10:00:00Z", 900).key("same").sequence(2),
                    purchase("more-then-none"),
                    change("more-then-none", "2026-03-11T10:00:00Z", 2_001),
                    cancel("more-then-none", "2026-03-11T11:00:00Z"),
                    purchase("dated-too-early"),
                    cancel("dated-too-early", "2026-03-01T10:00:00Z"),
                    purchase("arrived-first"),
                    purchase("a-lead-of-that-name-was-refunded"),
                    refund("a-lead-of-that-name-was-refunded", "2026-03-11T10:00:00Z", 100)
                        .ofType("lead"),
                    refund("nobody's", "2026-03-11T10:00:00Z", 100),
                    withoutCurrency("yen-first", "251"),
                    purchase("yen-first").in("JPY"),
                    purchase("dinars").in("KWD"),
                    withoutCurrency("dinars", "0.3"),
                    withoutCurrency("dinars", "0.201").key("in thousandths"),
                    purchase("euros"),
                    withoutCurrency("euros", "3"),
                    purchase("yen").in("JPY"),
                    withoutCurrency("yen", "2.51"),
                    withoutCurrency("nobody's yen", "251"))
                .map(AdjustmentContract::ofTheVisitor)
                .toList());

    assertThat(all.stream().filter(row -> row.adjustmentKey() != null))
        .isNotEmpty()
        .allMatch(row -> row.creditMicros() == 0)
        .allMatch(row -> row.rateDay().toString().equals("2026-03-10"));
    assertThat(moves(all, "in-parts", "linear"))
        .isEqualTo(
            Map.of(
                "2026-03-10 Paid Search", 501L,
                "2026-03-10 Email", 500L,
                "2026-03-11 Paid Search", -250L,
                "2026-03-11 Email", -250L,
                "2026-03-12 Paid Search", -251L,
                "2026-03-12 Email", -250L));
    assertThat(moves(all, "in-parts", "last_touch"))
        .isEqualTo(
            Map.of(
                "2026-03-10 Email", 1001L, "2026-03-11 Email", -500L, "2026-03-12 Email", -501L));
    assertThat(moves(all, "twice-sent", "last_touch"))
        .isEqualTo(Map.of("2026-03-10 Email", 1001L, "2026-03-11 Email", -300L));
    assertThat(moves(all, "more-then-none", "linear"))
        .isEqualTo(
            Map.of(
                "2026-03-10 Paid Search", 501L,
                "2026-03-10 Email", 500L,
                "2026-03-11 Paid Search", -501L,
                "2026-03-11 Email", -500L));
    assertThat(moves(all, "dated-too-early", "linear"))
        .isEqualTo(Map.of("2026-03-10 Paid Search", 0L, "2026-03-10 Email", 0L));
    assertThat(moves(all, "arrived-first", "first_touch"))
        .isEqualTo(Map.of("2026-03-10 Paid Search", 1001L, "2026-03-12 Paid Search", -501L));
    assertThat(moves(all, "a-lead-of-that-name-was-refunded", "last_touch"))
        .isEqualTo(Map.of("2026-03-10 Email", 1001L));
    assertThat(moves(all, "yen-first", "last_touch"))
        .isEqualTo(Map.of("2026-03-10 Email", 1001L, "2026-03-11 Email", -251L));
    assertThat(moves(all, "dinars", "last_touch"))
        .isEqualTo(Map.of("2026-03-10 Email", 1001L, "2026-03-11 Email", -501L));
    assertThat(moves(all, "euros", "last_touch"))
        .isEqualTo(Map.of("2026-03-10 Email", 1001L, "2026-03-11 Email", -300L));
    assertThat(moves(all, "yen", "last_touch")).isEqualTo(Map.of("2026-03-10 Email", 1001L));
    assertThat(all).noneMatch(row -> row.orderId().startsWith("nobody's"));
    assertThat(leftByTouch(all, "in-parts")).allMatch(left -> left == 0).hasSize(9);
    assertThat(leftByTouch(all, "more-then-none")).allMatch(left -> left == 0).hasSize(9);
  }

  /** A refund that names no currency: it is in its order's. */
  private static Sketch withoutCurrency(String orderId, String decimal) {
    return refund(orderId, "2026-03-11T10:00:00Z", 0).namingNoCurrency(decimal);
  }

  private static Sketch purchase(String orderId) {
    return order(orderId, "2026-03-10T12:00:00Z", 1_001);
  }

  /** Everybody but who says otherwise; an adjustment may name nobody. */
  private static Event ofTheVisitor(Sketch sketch) {
    Event event = sketch.event();
    return event instanceof Event.Adjustment ? event : sketch.visitor("v").event();
  }

  /** Revenue by day and channel. */
  private static Map<String, Long> moves(List<CreditRow> rows, String orderId, String model) {
    Map<String, Long> moves = new TreeMap<>();
    rows.stream()
        .filter(row -> row.orderId().equals(orderId) && row.model().equals(model))
        .forEach(
            row ->
                moves.merge(
                    row.conversionDay() + " " + row.channel(), row.revenueMinor(), Long::sum));
    return moves;
  }

  /** What is left of each touch under each model. */
  private static Collection<Long> leftByTouch(List<CreditRow> rows, String orderId) {
    Function<CreditRow, String> touch = row -> row.model() + " " + row.position();
    return rows.stream()
        .filter(row -> row.orderId().equals(orderId))
        .collect(Collectors.groupingBy(touch, Collectors.summingLong(CreditRow::revenueMinor)))
        .values();
  }
}
