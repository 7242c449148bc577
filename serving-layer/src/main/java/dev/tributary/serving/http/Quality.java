package dev.tributary.serving.http;

import dev.tributary.core.config.Config;
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
      "SELECT day, currency, orders, revenue_minor, changed FROM awaiting_restatement"
          + " ORDER BY day, currency";

  /** What became of adjustments, by outcome. */
  private static final String OUTCOMES =
      "SELECT outcome, count(*) FROM adjustments GROUP BY outcome ORDER BY outcome";

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
   * Orders of a published day that count once the day is restated.
   *
   * @param changed how many more count otherwise than they are published
   */
  record Awaiting(LocalDate day, String currency, long orders, long revenueMinor, long changed) {}

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
      List<UnpostedAdjustments> adjustmentsNotPosted) {}

  synchronized Answer answer() {
    Instant now = clock.instant();
    if (kept == null || kept.countedAt().plus(KEPT).isBefore(now)) {
      kept = count(now);
    }
    return kept;
  }

  private Answer count(Instant now) {
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
                          (LocalDate) row[0],
                          (String) row[1],
                          (Long) row[2],
                          (Long) row[3],
                          (Long) row[4]))
              .toList(),
          ask(query, OUTCOMES).stream()
              .map(row -> new Outcome((String) row[0], (Long) row[1]))
              .toList(),
          UnpostedAdjustments.of(query, config));
    }
  }

  private static List<Object[]> ask(LakeQuery query, String sql, Object... parameters) {
    try (QueryResult rows = query.ask(sql, parameters)) {
      return rows.all();
    }
  }
}
