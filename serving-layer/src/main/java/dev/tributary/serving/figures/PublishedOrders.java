package dev.tributary.serving.figures;

import dev.tributary.core.config.Config;
import dev.tributary.core.view.CreditRow;
import dev.tributary.core.view.OrderName;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.serving.lake.LakeQuery;
import dev.tributary.serving.lake.QueryResult;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** What is published of orders that were adjusted since: what the adjustments are shared by. */
final class PublishedOrders {

  private static final int AT_ONCE = 500;

  private static final String ROWS =
      "SELECT order_id, person_id, converted_at, conversion_type, conversion_day, model, position,"
          + " touches, touch_at, touch_kind, channel, source, medium, campaign, ad_group, click_id,"
          + " credit_micros, revenue_minor, currency, coalesce(rate_day, conversion_day),"
          + " adjustment_key, publication_id FROM credits_final"
          + " WHERE (conversion_type, order_id) IN (";

  private final Path lake;
  private final Config config;
  private PublicationNote asked = PublicationNote.NONE;
  private Set<OrderName> names = Set.of();
  private List<CreditRow> rows = List.of();

  PublishedOrders(Path lake, Config config) {
    this.lake = lake;
    this.config = config;
  }

  /** The rows of those orders that count by this note; read again only where either is new. */
  Collection<CreditRow> rows(PublicationNote note, Set<OrderName> orders) {
    if (!note.equals(asked) || !orders.equals(names)) {
      rows = note.days().isEmpty() || orders.isEmpty() ? List.of() : read(List.copyOf(orders));
      asked = note;
      names = orders;
    }
    return rows;
  }

  private List<CreditRow> read(List<OrderName> orders) {
    List<CreditRow> found = new ArrayList<>();
    try (LakeQuery query = LakeQuery.openFor(ROWS, lake, config)) {
      for (int from = 0; from < orders.size(); from += AT_ONCE) {
        List<OrderName> some = orders.subList(from, Math.min(from + AT_ONCE, orders.size()));
        List<Object> parameters = new ArrayList<>();
        some.forEach(one -> Collections.addAll(parameters, one.conversionType(), one.orderId()));
        String sql = ROWS + String.join(", ", Collections.nCopies(some.size(), "(?, ?)")) + ")";
        try (QueryResult result = query.ask(sql, parameters.toArray())) {
          result.all().forEach(row -> found.add(row(row)));
        }
      }
    }
    return found;
  }

  private static CreditRow row(Object[] row) {
    return new CreditRow(
        (String) row[0],
        (String) row[1],
        (Instant) row[2],
        (String) row[3],
        (LocalDate) row[4],
        (String) row[5],
        Math.toIntExact((Long) row[6]),
        Math.toIntExact((Long) row[7]),
        (Instant) row[8],
        (String) row[9],
        (String) row[10],
        (String) row[11],
        (String) row[12],
        (String) row[13],
        (String) row[14],
        (String) row[15],
        (Long) row[16],
        (Long) row[17],
        (String) row[18],
        (LocalDate) row[19],
        (String) row[20],
        (String) row[21],
        null);
  }
}
