package dev.tributary.cli.demo;

import dev.tributary.serving.lake.LakeQuery;
import dev.tributary.serving.lake.QueryResult;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the tables credit: order, then model, then channel, to micro-credits. */
record CreditsByOrder(Map<String, Map<String, Map<String, Long>>> orders) {

  /**
   * Reads them.
   *
   * @param table {@code credits_final} or {@code credits_provisional}
   */
  static CreditsByOrder read(LakeQuery lake, String table) {
    Map<String, Map<String, Map<String, Long>>> orders = new HashMap<>();
    try (QueryResult rows =
        lake.ask(
            "SELECT order_id, model, channel, CAST(sum(credit_micros) AS BIGINT) AS micros FROM "
                + table
                + " GROUP BY ALL HAVING micros <> 0")) {
      for (Optional<Object[]> row = rows.next(); row.isPresent(); row = rows.next()) {
        Object[] values = row.get();
        orders
            .computeIfAbsent((String) values[0], order -> new TreeMap<>())
            .computeIfAbsent((String) values[1], model -> new TreeMap<>())
            .put((String) values[2], ((Number) values[3]).longValue());
      }
    }
    return new CreditsByOrder(orders);
  }

  /** Credit of an order by model and channel; empty where the tables do not know the order. */
  Map<String, Map<String, Long>> of(String orderId) {
    return orders.getOrDefault(orderId, Map.of());
  }
}
