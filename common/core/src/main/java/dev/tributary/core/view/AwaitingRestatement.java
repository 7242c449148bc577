package dev.tributary.core.view;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Conversions of published days that are shown otherwise than the log has them now, so they are
 * counted and shown beside the day until it is restated. Those that arrived after its run are in
 * neither layer. Of others an earlier copy came later, which counts now, and is of another time,
 * value or currency; or the log has them no longer, since somebody deleted them.
 *
 * @param conversions how many arrived after their day's run
 * @param revenueMinor their value, in minor units of {@code currency}
 * @param changed how many are published otherwise than the log has them; day and currency are those
 */
public record AwaitingRestatement(
    LocalDate day, String currency, long conversions, long revenueMinor, long changed) {

  /**
   * One conversion that waits.
   *
   * @param published it is in the figures, though not as the log has it now
   */
  public record Waiting(Instant occurredAt, String currency, long valueMinor, boolean published) {}

  /**
   * The query for them: {@code occurred_at}, {@code currency}, {@code value_minor} and {@code
   * is_published}, one row a conversion, in SQL that every engine of ours speaks. It reads {@code
   * raw_events} and {@code conversions}, where the latter must show the rows of current
   * publications only.
   *
   * <p>Of several copies of a conversion the one that counts is chosen first, and judged then: a
   * machine's first copy hides no later one's.
   *
   * @param boundary the current {@link Boundary} as a literal of that engine
   * @param reportingCurrency code of the currency that an order without one is in
   */
  public static String query(String boundary, String reportingCurrency) {
    return """
        SELECT coalesce(conversions.converted_at, arrived.occurred_at) AS occurred_at,
          coalesce(conversions.currency, arrived.currency) AS currency,
          coalesce(conversions.value_minor, arrived.value_minor) AS value_minor,
          conversions.key IS NOT NULL AS is_published
        FROM (
          SELECT *
          FROM (
            SELECT key, occurred_at, coalesce(currency, '%s') AS currency, coalesce(value_minor, 0) AS value_minor, device_class,
              row_number() OVER (
                PARTITION BY key ORDER BY received_at, collector_id, sequence) AS arrival
            FROM raw_events
            WHERE event_type = 'conversion') copies
          WHERE arrival = 1 AND coalesce(device_class, '') <> 'robot') arrived
        FULL OUTER JOIN conversions ON conversions.key = arrived.key
        WHERE conversions.key IS NULL AND arrived.occurred_at < %s
          OR arrived.key IS NULL
          OR conversions.converted_at <> arrived.occurred_at
          OR conversions.value_minor <> arrived.value_minor
          OR conversions.currency <> arrived.currency
        """
        .formatted(reportingCurrency, boundary);
  }

  /** One entry a day and currency, in that order. */
  public static List<AwaitingRestatement> byDay(List<Waiting> waiting, ZoneId reportingZone) {
    record Cell(LocalDate day, String currency) implements Comparable<Cell> {
      @Override
      public int compareTo(Cell other) {
        int byDay = day.compareTo(other.day);
        return byDay != 0 ? byDay : currency.compareTo(other.currency);
      }
    }
    TreeMap<Cell, AwaitingRestatement> cells = new TreeMap<>();
    for (Waiting one : waiting) {
      LocalDate day = one.occurredAt().atZone(reportingZone).toLocalDate();
      cells.merge(new Cell(day, one.currency()), of(day, one), AwaitingRestatement::plus);
    }
    return new ArrayList<>(cells.values());
  }

  private static AwaitingRestatement of(LocalDate day, Waiting one) {
    return one.published()
        ? new AwaitingRestatement(day, one.currency(), 0, 0, 1)
        : new AwaitingRestatement(day, one.currency(), 1, one.valueMinor(), 0);
  }

  private AwaitingRestatement plus(AwaitingRestatement other) {
    return new AwaitingRestatement(
        day,
        currency,
        conversions + other.conversions,
        Math.addExact(revenueMinor, other.revenueMinor),
        changed + other.changed);
  }
}
