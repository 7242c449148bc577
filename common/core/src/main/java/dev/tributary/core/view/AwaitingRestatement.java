package dev.tributary.core.view;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Conversions that arrived for a published day after its run: in neither layer until the day is
 * restated, so they are counted and shown beside the day.
 *
 * @param conversions how many
 * @param revenueMinor their value, in minor units of {@code currency}
 */
public record AwaitingRestatement(
    LocalDate day, String currency, long conversions, long revenueMinor) {

  /** One conversion that waits. */
  public record Waiting(Instant occurredAt, String currency, long valueMinor) {}

  /**
   * The query for them: {@code occurred_at}, {@code currency} and {@code value_minor}, one row a
   * conversion, in SQL that every engine of ours speaks. It reads {@code raw_events} and {@code
   * conversions}, where the latter must show the rows of current publications only.
   *
   * <p>Of several copies of a conversion the one that counts is chosen first, and judged then: a
   * machine's first copy hides no later one's.
   *
   * @param boundary the current {@link Boundary} as a literal of that engine
   * @param reportingCurrency code of the currency that an order without one is in
   */
  public static String query(String boundary, String reportingCurrency) {
    return """
        SELECT arrived.occurred_at, coalesce(arrived.currency, '%s') AS currency,
          arrived.value_minor
        FROM (
          SELECT key, occurred_at, currency, coalesce(value_minor, 0) AS value_minor, device_class,
            row_number() OVER (
              PARTITION BY key ORDER BY received_at, collector_id, sequence) AS arrival
          FROM raw_events
          WHERE event_type = 'conversion') arrived
        LEFT JOIN conversions ON conversions.key = arrived.key
        WHERE arrived.arrival = 1
          AND arrived.occurred_at < %s
          AND coalesce(arrived.device_class, '') <> 'robot'
          AND conversions.key IS NULL
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
      cells.merge(
          new Cell(day, one.currency()),
          new AwaitingRestatement(day, one.currency(), 1, one.valueMinor()),
          AwaitingRestatement::plus);
    }
    return new ArrayList<>(cells.values());
  }

  private AwaitingRestatement plus(AwaitingRestatement other) {
    return new AwaitingRestatement(
        day,
        currency,
        conversions + other.conversions,
        Math.addExact(revenueMinor, other.revenueMinor));
  }
}
