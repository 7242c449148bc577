package dev.tributary.serving.http;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.serving.lake.LakeQuery;
import dev.tributary.serving.lake.QueryResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;

/**
 * Counts that say how far the figures can be trusted. Counting reads whole columns, so an answer is
 * kept for some seconds.
 */
final class Quality {

  private static final Duration KEPT = Duration.ofSeconds(5);

  private static final String COUNTS =
      """
      SELECT (SELECT count(*) FROM raw_events),
             (SELECT count(DISTINCT key) FROM raw_events),
             (SELECT count(*) FROM rejected_events),
             (SELECT count(*) FROM raw_events WHERE consent_analytics = 'denied'),
             (SELECT count(*) FROM raw_events WHERE device_class = 'robot'),
             (SELECT count(*) FROM conversions),
             (SELECT count(*) FROM conversions WHERE unattributed)
      """;

  private static final String REASONS =
      "SELECT reason, count(*) FROM rejected_events GROUP BY reason ORDER BY count(*) DESC, reason"
          + " LIMIT 100";

  private static final String AWAITING =
      "SELECT day, currency, orders, revenue_minor FROM awaiting_restatement"
          + " ORDER BY day, currency";

  /** What became of adjustments, by outcome. */
  private static final String OUTCOMES =
      "SELECT outcome, count(*) FROM adjustments GROUP BY outcome ORDER BY outcome";

  /** Adjustments that no publication has posted: provisional ones, or too late for theirs. */
  private static final String UNPOSTED =
      """
      SELECT day, day IN (SELECT day FROM snapshot.days), kind, currency, count(*),
             coalesce(sum(value_minor), 0)::BIGINT
      FROM (SELECT key, CAST(arg_min(occurred_at, received_at) AT TIME ZONE ? AS DATE) AS day,
                   arg_min(adjustment_kind, received_at) AS kind,
                   arg_min(currency, received_at) AS currency,
                   arg_min(value_minor, received_at) AS value_minor
            FROM raw_events WHERE event_type = 'adjustment' GROUP BY key)
      WHERE key NOT IN (SELECT key FROM adjustments)
      GROUP BY ALL ORDER BY ALL
      """;

  private final Path lake;
  private final Config config;
  private final InstantSource clock;

  private Answer kept;

  Quality(Path lake, Config config, InstantSource clock) {
    this.lake = lake;
    this.config = config;
    this.clock = clock;
  }

  /** Rejected events of one reason. */
  record Reason(String reason, long events) {}

  /** Adjustments of one outcome. */
  record Outcome(String outcome, long adjustments) {}

  /**
   * Adjustments that no final figure shows yet.
   *
   * @param published their day is: it has to be run again
   * @param valueMinor sum of their amounts; a cancellation names none
   */
  record Unposted(
      LocalDate day,
      boolean published,
      String kind,
      String currency,
      long adjustments,
      long valueMinor) {}

  /** Orders of a published day that count once the day is restated. */
  record Awaiting(LocalDate day, String currency, long orders, long revenueMinor) {}

  /**
   * The answer of /v1/quality.
   *
   * @param storedEvents rows of raw_events, duplicates included
   * @param consentLimited of them, how many may join no journey
   * @param publishedConversions conversions of the current publications
   * @param unattributed of them, how many had no eligible touch
   */
  record Answer(
      Instant countedAt,
      long storedEvents,
      long duplicates,
      long rejected,
      long consentLimited,
      long bots,
      long publishedConversions,
      long unattributed,
      List<Reason> rejectedByReason,
      List<Awaiting> awaitingRestatement,
      List<Outcome> adjustmentsByOutcome,
      List<Unposted> adjustmentsNotPosted) {}

  synchronized Answer answer() {
    Instant now = clock.instant();
    if (kept == null || kept.countedAt().plus(KEPT).isBefore(now)) {
      kept = count(now);
    }
    return kept;
  }

  private Answer count(Instant now) {
    String zone = config.value(ReportingSettings.TIME_ZONE).getId();
    try (LakeQuery query = LakeQuery.open(lake, config)) {
      Object[] counts = ask(query, COUNTS).get(0);
      return new Answer(
          now,
          (Long) counts[0],
          (Long) counts[0] - (Long) counts[1],
          (Long) counts[2],
          (Long) counts[3],
          (Long) counts[4],
          (Long) counts[5],
          (Long) counts[6],
          ask(query, REASONS).stream()
              .map(row -> new Reason((String) row[0], (Long) row[1]))
              .toList(),
          ask(query, AWAITING).stream()
              .map(
                  row ->
                      new Awaiting(
                          (LocalDate) row[0], (String) row[1], (Long) row[2], (Long) row[3]))
              .toList(),
          ask(query, OUTCOMES).stream()
              .map(row -> new Outcome((String) row[0], (Long) row[1]))
              .toList(),
          ask(query, UNPOSTED, zone).stream().map(Quality::unposted).toList());
    }
  }

  private static Unposted unposted(Object[] row) {
    return new Unposted(
        (LocalDate) row[0],
        (Boolean) row[1],
        (String) row[2],
        (String) row[3],
        (Long) row[4],
        (Long) row[5]);
  }

  private static List<Object[]> ask(LakeQuery query, String sql, Object... parameters) {
    try (QueryResult rows = query.ask(sql, parameters)) {
      return rows.all();
    }
  }
}
