package dev.tributary.serving.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import dev.tributary.core.view.AwaitingRestatement;
import dev.tributary.core.view.AwaitingRestatement.Waiting;
import dev.tributary.serving.lake.MadeLake.Part;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeQueryTest {

  private static final LocalDate SUNDAY = LocalDate.of(2026, 11, 8);
  private static final LocalDate MONDAY = SUNDAY.plusDays(1);

  // A space and a bracket in the name: a glob must not be made of it.
  @TempDir(cleanup = org.junit.jupiter.api.io.CleanupMode.ALWAYS)
  Path folder;

  private List<Object[]> ask(MadeLake lake, String sql, Object... parameters) {
    try (LakeQuery query = LakeQuery.open(lake.folder(), Config.defaults());
        QueryResult result = query.ask(sql, parameters)) {
      return result.all();
    }
  }

  private MadeLake lake() {
    return new MadeLake(folder.resolve("lake of [ours] *"));
  }

  @Test
  void partitionValuesComeFromTheLogBecauseTheFilesHaveNone() {
    MadeLake lake =
        lake()
            .commit(
                "attribution",
                MadeLake.note("pub-1", MONDAY, SUNDAY),
                List.of(
                    new Part(
                        Map.of("day", "2026-11-08", "status", "final"),
                        "SELECT 'linear' AS model, 'Email' AS channel, 1500000 AS credit_micros"),
                    new Part(
                        Map.of("day", "2026-11-09", "status", "provisional"),
                        "SELECT 'linear' AS model, 'Direct' AS channel, 250000 AS credit_micros")));

    assertThat(
            ask(lake, "SELECT day, status, channel, credit_micros FROM attribution ORDER BY day"))
        .containsExactly(
            new Object[] {SUNDAY, "final", "Email", 1_500_000L},
            new Object[] {MONDAY, "provisional", "Direct", 250_000L});
  }

  @Test
  void tablesThatNobodyWroteAreEmptyAndHaveTheirColumns() {
    for (LakeTable table : LakeTable.values()) {
      try (LakeQuery query = LakeQuery.open(folder.resolve("nothing"), Config.defaults());
          QueryResult result = query.ask("FROM " + table.wire())) {
        assertThat(result.columns())
            .isEqualTo(table.columns().stream().map(LakeTable.Column::name).toList());
        assertThat(result.next()).isEmpty();
      }
    }
  }

  @Test
  void anOrderThatCameAfterItsDaysRunAwaitsARestatement() {
    MadeLake lake =
        lake()
            .commit(
                "attribution",
                MadeLake.note("pub-1", MONDAY, SUNDAY),
                List.of(
                    new Part(
                        Map.of("day", "2026-11-08", "status", "final"),
                        "SELECT 'linear' AS model, 'Email' AS channel, 0 AS credit_micros")))
            .append(
                "raw_events",
                "SELECT unnest(['late', 'late', 'open', 'quiet']) AS key,"
                    + " 'conversion' AS event_type,"
                    + " unnest([TIMESTAMPTZ '2026-11-08 10:00:00+00',"
                    + " TIMESTAMPTZ '2026-11-08 10:00:00+00',"
                    + " TIMESTAMPTZ '2026-11-09 10:00:00+00',"
                    + " TIMESTAMPTZ '2026-11-07 10:00:00+00']) AS occurred_at,"
                    + " TIMESTAMPTZ '2026-11-10 10:00:00+00' AS received_at,"
                    + " 'EUR' AS currency, 500::BIGINT AS value_minor");

    assertThat(ask(lake, "FROM awaiting_restatement ORDER BY day"))
        .as("a day without data has no publication, and is before the boundary")
        .containsExactly(
            new Object[] {SUNDAY.minusDays(1), "EUR", 1L, 500L, 0L},
            new Object[] {SUNDAY, "EUR", 1L, 500L, 0L});
  }

  @Test
  void ofAnOrderThatWaitsTheFirstCopyCountsAsAWhole() {
    MadeLake lake =
        lake()
            .commit(
                "attribution",
                MadeLake.note("pub-1", MONDAY, SUNDAY),
                List.of(
                    new Part(
                        Map.of("day", "2026-11-08", "status", "final"),
                        "SELECT 'linear' AS model, 'Email' AS channel, 0 AS credit_micros")))
            .append(
                "raw_events",
                String.join(
                    " UNION ALL BY NAME ",
                    copy("worth-nothing-first", 1, "NULL", "NULL", "phone"),
                    copy("worth-nothing-first", 2, "900", "'USD'", "phone"),
                    copy("lead", 3, "NULL", "NULL", "phone"),
                    copy("dollars", 4, "NULL", "'USD'", "phone"),
                    copy("machine-first", 5, "300", "'EUR'", "robot"),
                    copy("machine-first", 6, "300", "'EUR'", "phone"),
                    copy("machine-last", 7, "70", "'EUR'", "tablet"),
                    copy("machine-last", 8, "70", "'EUR'", "robot"),
                    copy("other-time", 9, "50", "'EUR'", "phone"),
                    copy("other-value", 10, "51", "'EUR'", "phone"),
                    copy("other-currency", 11, "50", "'USD'", "phone"),
                    copy("as-published", 12, "50", "NULL", "phone")))
            .append(
                "conversions",
                "SELECT unnest(['other-time', 'other-value', 'other-currency', 'deleted',"
                    + " 'as-published']) AS key,"
                    + " TIMESTAMPTZ '2026-11-08 10:00:00+00' + to_hours(unnest([1, 0, 0, 0, 0]))"
                    + " AS converted_at, DATE '2026-11-08' AS conversion_day, 50 AS value_minor,"
                    + " 'EUR' AS currency, 'pub-1' AS publication_id");

    assertThat(ask(lake, "FROM awaiting_restatement ORDER BY currency"))
        .as("the same millisecond: the sequence says which came first")
        .containsExactly(
            new Object[] {SUNDAY, "EUR", 3L, 70L, 4L}, new Object[] {SUNDAY, "USD", 1L, 0L, 0L});
    List<AwaitingRestatement> byCore =
        AwaitingRestatement.byDay(
            List.of(
                waiting("EUR", 0),
                waiting("EUR", 0),
                waiting("USD", 0),
                waiting("EUR", 70),
                published(),
                published(),
                published(),
                published()),
            ZoneOffset.UTC);
    assertThat(ask(lake, "FROM awaiting_restatement ORDER BY currency"))
        .extracting(
            row ->
                new AwaitingRestatement(
                    (LocalDate) row[0],
                    (String) row[1],
                    (Long) row[2],
                    (Long) row[3],
                    (Long) row[4]))
        .containsExactlyElementsOf(byCore);
  }

  private static Waiting waiting(String currency, long minor) {
    return new Waiting(Instant.parse("2026-11-08T10:00:00Z"), currency, minor, false);
  }

  private static Waiting published() {
    return new Waiting(Instant.parse("2026-11-08T11:00:00Z"), "EUR", 50, true);
  }

  private static String copy(
      String key, int sequence, String minor, String currency, String device) {
    return ("SELECT '%s' AS key, 'conversion' AS event_type, TIMESTAMPTZ '2026-11-08 10:00:00+00'"
            + " AS occurred_at, TIMESTAMPTZ '2026-11-10 10:00:00+00' AS received_at, 'c1' AS"
            + " collector_id, %d AS sequence, %s::BIGINT AS value_minor, %s::VARCHAR AS currency,"
            + " '%s' AS device_class")
        .formatted(key, sequence, minor, currency, device);
  }

  @Test
  void wholeSumsAndTimesKeepEveryDigit() {
    MadeLake lake =
        lake()
            .append(
                "raw_events",
                "SELECT 'k' AS key, TIMESTAMPTZ '2026-11-08 23:59:59.123456+01' AS occurred_at,"
                    + " 9223372036854775807 AS sequence FROM range(2)");
    Object[] row =
        ask(lake, "SELECT min(occurred_at), sum(sequence), 0.1::DECIMAL(30,20) FROM raw_events")
            .get(0);
    assertThat(row[0]).isEqualTo(Instant.parse("2026-11-08T22:59:59.123456Z"));
    assertThat(row[1]).isEqualTo(new BigInteger("18446744073709551614"));
    assertThat(row[2]).hasToString("0.10000000000000000000");
  }
}
