package dev.tributary.serving.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import dev.tributary.serving.lake.MadeLake;
import dev.tributary.serving.lake.MadeLake.Part;
import dev.tributary.serving.reconcile.Reconciler.By;
import dev.tributary.serving.reconcile.Reconciler.Line;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An order of Sunday, provisional and final, that is refunded in part on Monday. */
class ReconcilerTest {

  private static final LocalDate SUNDAY = LocalDate.parse("2026-11-08");
  private static final LocalDate MONDAY = LocalDate.parse("2026-11-09");

  @TempDir Path folder;

  @Test
  void anOrderCountsOnItsOwnDayAndARefundOnItsDayIsRevenueOfNoOrder() {
    Reconciler reconciler = new Reconciler(lake().folder(), Config.defaults());
    assertThat(reconciler.reconcile(SUNDAY, By.CHANNEL))
        .containsExactly(
            new Line(
                SUNDAY, "linear", "Email", "EUR", 1, 1, 600_000, 1_000_000, 400_000, 2_994, 4_990,
                1_996, 0, 400_000, 1_996));
    assertThat(reconciler.reconcile(MONDAY, By.CHANNEL))
        .containsExactly(
            new Line(MONDAY, "linear", "Email", "EUR", 0, 0, 0, 0, 0, 0, -990, -990, -990, 0, 0));
  }

  private MadeLake lake() {
    MadeLake made = new MadeLake(folder);
    String refund = row("2026-11-09 08:00:00Z", 0, -990) + ", 'a-1' AS adjustment_key";
    made.commit(
        "credits_final",
        null,
        List.of(
            new Part(
                Map.of("conversion_day", "2026-11-08"),
                row("2026-11-08 12:00:00Z", 1_000_000, 4_990) + ", 'pub-1' AS publication_id"),
            new Part(
                Map.of("conversion_day", "2026-11-09"), refund + ", 'pub-1' AS publication_id")));
    made.append(
        "credits_provisional",
        row("2026-11-08 12:00:00Z", 600_000, 2_994)
            + ", DATE '2026-11-08' AS conversion_day, 4294967297 AS revision, 'c-A' AS"
            + " conversion_key, 'v1' AS journey_key, TIMESTAMPTZ '2026-11-08 12:00:00Z' AS"
            + " conversion_received_at, 'c1' AS conversion_collector_id, 3 AS conversion_sequence");
    made.append(
        "publications", "SELECT 'pub-1' AS publication_id, 'run-1' AS run_id, 7 AS raw_version");
    made.commit(
        "attribution",
        MadeLake.note("pub-1", LocalDate.parse("2026-11-10"), SUNDAY, MONDAY),
        List.of(
            new Part(
                Map.of("day", "2026-11-08", "status", "final"),
                "SELECT 'linear' AS model, 'Email' AS channel, 1000000 AS credit_micros, 4990 AS"
                    + " revenue_minor, 'EUR' AS currency, 'pub-1' AS publication_id")));
    return made;
  }

  private static String row(String convertedAt, long micros, long minor) {
    return "SELECT 'A' AS order_id, 'p-1' AS person_id, TIMESTAMPTZ '%s' AS converted_at, 'purchase' AS conversion_type, 'linear' AS model, 1 AS position, 1 AS touches, TIMESTAMPTZ '2026-11-08 09:00:00Z' AS touch_at, 'click' AS touch_kind, 'Email' AS channel, 'x' AS source, 'y' AS medium, %d AS credit_micros, %d AS revenue_minor, 'EUR' AS currency"
        .formatted(convertedAt, micros, minor);
  }
}
