package dev.tributary.serving.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import dev.tributary.serving.explain.OrderExplanation.Adjustment;
import dev.tributary.serving.lake.MadeLake;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An order of two touches, half of it refunded by the shop's back office. */
class AdjustedOrderTest {

  @TempDir Path folder;

  @BeforeEach
  void orderAndRefund() {
    new MadeLake(folder)
        .append(
            "raw_events",
            String.join(
                " UNION ALL BY NAME ",
                event("k-1", "click", "2026-11-07 09:00:00Z", "2026-11-07 09:00:01Z", 1)
                    + ", 'v1' AS visitor_id, 'news' AS source, 'email' AS medium",
                event("k-2", "click", "2026-11-07 10:00:00Z", "2026-11-07 12:00:00Z", 2)
                    + ", 'v1' AS visitor_id, 'google' AS source, 'cpc' AS medium,"
                    + " TIMESTAMPTZ '2026-11-07 10:00:00Z' AS sent_at",
                event("c-A", "conversion", "2026-11-08 12:00:00Z", "2026-11-08 12:00:01Z", 3)
                    + ", 'v1' AS visitor_id, 'purchase' AS conversion_type, 'A' AS order_id,"
                    + " 1001 AS value_minor, 'EUR' AS currency",
                event("r-A", "adjustment", "2026-11-09 08:00:00Z", "2026-11-09 08:00:01Z", 4)
                    + ", 'A' AS order_id, 'refund' AS adjustment_kind, 500 AS value_minor,"
                    + " 'EUR' AS currency"));
  }

  @Test
  void eachAdjustmentIsToldWithWhatEveryTouchLoses() {
    Adjustment refund = explained().adjustments().get(0);

    assertThat(refund.sentence())
        .isEqualTo("The refund of 5.00 EUR of 2026-11-09T08:00:00Z leaves 5.01 EUR of 10.01 EUR.");
    assertThat(refund.outcome()).isEqualTo("posted");
    assertThat(refund.status()).isEqualTo("provisional");
    assertThat(refund.postedDay()).isEqualTo(LocalDate.of(2026, 11, 9));
    assertThat(refund.moves().stream().filter(move -> move.model().equals("linear")))
        .extracting(move -> move.channel() + " " + move.revenueMinor())
        .containsExactly("Email -250", "Paid Search -250");
  }

  @Test
  void aCorrectedClockIsToldWithBothTimes() {
    var origin = explained().touches().get(1).origin();

    assertThat(origin.occurredAt()).isEqualTo("2026-11-07T12:00:00Z");
    assertThat(origin.occurredAtOriginal()).isEqualTo("2026-11-07T10:00:00Z");
    assertThat(origin.clock())
        .isEqualTo(
            "It was dated 2026-11-07T10:00:00Z and counts as of 2026-11-07T12:00:00Z: its sender's"
                + " clock said 2026-11-07T10:00:00Z when it sent, behind ours, which said"
                + " 2026-11-07T12:00:00Z.");
    assertThat(explained().touches().get(0).origin().clock()).isNull();
  }

  @Test
  void ofMoreEventsThanAreLookedAtTheOrderIsOneAndTheRestIsNotPassedOverInSilence() {
    OrderExplanation order = explained(2);

    assertThat(order.valueMinor()).isEqualTo(1_001);
    assertThat(order.touches()).extracting(OrderExplanation.Touch::key).containsExactly("k-1");
    assertThat(order.notes()).hasSize(1);
    assertThat(order.notes().get(0)).startsWith("The person has more than 2 events.");
    assertThat(explained(3).touches()).hasSize(2);
    assertThat(explained(3).notes()).isEmpty();
  }

  private OrderExplanation explained() {
    return explained(100_000);
  }

  private OrderExplanation explained(int mostEvents) {
    return new OrderExplainer(
            folder,
            folder.resolve("no.key"),
            Config.defaults(),
            key -> Optional.empty(),
            mostEvents)
        .explain("A")
        .get(0);
  }

  /** The click of two hours' skew counts from its receipt on. */
  private static String event(String key, String type, String original, String received, int n) {
    String counts = key.equals("k-2") ? received : original;
    return ("SELECT '%s' AS key, '%s' AS event_type, TIMESTAMPTZ '%s' AS occurred_at,"
            + " TIMESTAMPTZ '%s' AS occurred_at_original, TIMESTAMPTZ '%s' AS received_at,"
            + " 'granted' AS consent_analytics, 'granted' AS consent_advertising,"
            + " 'c1' AS collector_id, %d AS sequence, 'ok' AS status, 1 AS schema_version,"
            + " 'collector' AS source_name, 'https://shop.example/' AS destination_url")
        .formatted(key, type, counts, original, received, n);
  }
}
