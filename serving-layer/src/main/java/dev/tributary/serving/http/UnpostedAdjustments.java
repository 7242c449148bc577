package dev.tributary.serving.http;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.event.Event;
import dev.tributary.core.money.Money;
import dev.tributary.serving.lake.LakeQuery;
import dev.tributary.serving.lake.QueryResult;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Adjustments that no publication has posted, those of one day, kind and currency in one: they are
 * provisional, or came too late for their day's run.
 *
 * @param published their day is: it has to be run again
 * @param currency their own, or their order's where they name none; null for cancellations, and for
 *     what names none and whose order is unknown or has a currency without such an amount
 * @param valueMinor sum of their amounts; zero for cancellations; null where they have amounts that
 *     can't be told without a currency
 */
record UnpostedAdjustments(
    LocalDate day,
    boolean published,
    String kind,
    String currency,
    long adjustments,
    Long valueMinor) {

  private static final String WAITING =
      """
      SELECT day, day IN (SELECT day FROM snapshot.days), kind, waiting.currency,
             value_in_order_currency, orders.currency, count(*),
             coalesce(sum(value_minor), 0)::BIGINT
      FROM (SELECT key, CAST(occurred_at AT TIME ZONE ? AS DATE) AS day, adjustment_kind AS kind,
                   coalesce(conversion_type, ?) AS conversion_type, order_id, value_minor, currency,
                   value_in_order_currency
            FROM raw_events WHERE event_type = 'adjustment'
            QUALIFY row_number() OVER
                (PARTITION BY key ORDER BY received_at, collector_id, sequence) = 1) AS waiting
      LEFT JOIN (SELECT conversion_type, order_id,
                        arg_min(coalesce(currency, ?), received_at) AS currency
                 FROM raw_events WHERE event_type = 'conversion' GROUP BY ALL) AS orders
        ON value_in_order_currency IS NOT NULL
           AND orders.conversion_type = waiting.conversion_type
           AND orders.order_id = waiting.order_id
      WHERE key NOT IN (SELECT key FROM adjustments)
      GROUP BY ALL ORDER BY ALL
      """;

  static List<UnpostedAdjustments> of(LakeQuery query, Config config) {
    String zone = config.value(ReportingSettings.TIME_ZONE).getId();
    String currency = config.value(ReportingSettings.CURRENCY);
    List<UnpostedAdjustments> all = new ArrayList<>();
    try (QueryResult rows = query.ask(WAITING, zone, Event.PURCHASE, currency)) {
      rows.all().forEach(row -> add(all, of(row)));
    }
    return all;
  }

  private static void add(List<UnpostedAdjustments> all, UnpostedAdjustments one) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).isOfOneKindWith(one)) {
        all.set(i, all.get(i).and(one));
        return;
      }
    }
    all.add(one);
  }

  private static UnpostedAdjustments of(Object[] row) {
    long count = (Long) row[6];
    String stated = (String) row[4];
    Optional<Money> money =
        stated == null || row[5] == null
            ? Optional.empty()
            : Money.exactly(new BigDecimal(stated), (String) row[5]);
    return new UnpostedAdjustments(
        (LocalDate) row[0],
        (Boolean) row[1],
        (String) row[2],
        money.map(Money::currency).orElse((String) row[3]),
        count,
        stated == null ? (Long) row[7] : money.map(one -> one.minor() * count).orElse(null));
  }

  private boolean isOfOneKindWith(UnpostedAdjustments other) {
    return day.equals(other.day)
        && kind.equals(other.kind)
        && Objects.equals(currency, other.currency);
  }

  private UnpostedAdjustments and(UnpostedAdjustments other) {
    Long value =
        valueMinor == null || other.valueMinor == null ? null : valueMinor + other.valueMinor;
    return new UnpostedAdjustments(
        day, published, kind, currency, adjustments + other.adjustments, value);
  }
}
