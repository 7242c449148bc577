package dev.tributary.serving.reconcile;

import dev.tributary.core.config.Config;
import dev.tributary.serving.lake.LakeQuery;
import dev.tributary.serving.lake.QueryResult;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * Sets what was provisional beside what is final for one day. Sums are of whole numbers and exact:
 * final = provisional + difference in every line. Refunds and the like, which only final figures
 * have, are told apart; what else drove a difference is not, and stands as unexplained.
 */
public final class Reconciler {

  private static final String SUMS =
      """
      WITH said AS (
        SELECT conversion_type, order_id, model, %1$s, currency,
               credit_micros AS before_micros, revenue_minor AS before_minor,
               0 AS after_micros, 0 AS after_minor, 0 AS adjusted_minor
        FROM snapshot.last_provisional WHERE conversion_day = ?
        UNION ALL
        SELECT conversion_type, order_id, model, %1$s, currency, 0, 0, credit_micros, revenue_minor,
               CASE WHEN adjustment_key IS NULL THEN 0 ELSE revenue_minor END
        FROM credits_final WHERE conversion_day = ?
      ), orders AS (
        SELECT model, %1$s, currency, conversion_type, order_id,
               sum(before_micros) <> 0 OR sum(before_minor) <> 0 AS before_counts,
               sum(after_micros) <> 0 OR sum(after_minor) <> sum(adjusted_minor) AS after_counts,
               sum(before_micros) AS before_micros, sum(before_minor) AS before_minor,
               sum(after_micros) AS after_micros, sum(after_minor) AS after_minor,
               sum(adjusted_minor) AS adjusted_minor
        FROM said GROUP BY ALL
      )
      SELECT model, %1$s, currency,
             count(*) FILTER (WHERE before_counts), count(*) FILTER (WHERE after_counts),
             sum(before_micros)::BIGINT, sum(after_micros)::BIGINT,
             sum(before_minor)::BIGINT, sum(after_minor)::BIGINT, sum(adjusted_minor)::BIGINT
      FROM orders GROUP BY model, %1$s, currency ORDER BY model, %1$s, currency
      """;

  private final Path lake;
  private final Config config;

  /** Reads the tables in that folder. */
  public Reconciler(Path lake, Config config) {
    this.lake = lake;
    this.config = config;
  }

  /** What lines are broken down by, beside the model. */
  public enum By {
    CHANNEL,
    SOURCE,
    MEDIUM,
    CAMPAIGN
  }

  /**
   * One line.
   *
   * @param group the channel, source, medium or campaign; null where none was named
   * @param provisionalOrders orders that had provisional credit here
   * @param finalOrders orders that have final credit here
   * @param adjustmentRevenueMinor the part of the difference that adjustments posted that day make
   * @param unexplainedMicros the part of the difference that no driver explains
   */
  public record Line(
      LocalDate day,
      String model,
      String group,
      String currency,
      long provisionalOrders,
      long finalOrders,
      long provisionalMicros,
      long finalMicros,
      long differenceMicros,
      long provisionalRevenueMinor,
      long finalRevenueMinor,
      long differenceRevenueMinor,
      long adjustmentRevenueMinor,
      long unexplainedMicros,
      long unexplainedRevenueMinor) {}

  /** The lines of a day, published or not; none where there was neither kind of credit. */
  public List<Line> reconcile(LocalDate day, By by) {
    String column = by.name().toLowerCase(Locale.ROOT);
    try (LakeQuery query = LakeQuery.open(lake, config);
        QueryResult rows = query.ask(SUMS.formatted(column), day, day)) {
      return rows.all().stream().map(row -> line(day, row)).toList();
    }
  }

  private static Line line(LocalDate day, Object[] row) {
    long micros = (Long) row[6] - (Long) row[5];
    long revenue = (Long) row[8] - (Long) row[7];
    return new Line(
        day,
        (String) row[0],
        (String) row[1],
        (String) row[2],
        (Long) row[3],
        (Long) row[4],
        (Long) row[5],
        (Long) row[6],
        micros,
        (Long) row[7],
        (Long) row[8],
        revenue,
        (Long) row[9],
        micros,
        revenue - (Long) row[9]);
  }
}
