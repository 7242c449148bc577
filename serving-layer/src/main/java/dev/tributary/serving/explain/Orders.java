package dev.tributary.serving.explain;

import dev.tributary.serving.lake.LakeQuery;
import dev.tributary.serving.lake.QueryResult;
import java.util.List;

/** Finds an order among the raw events. */
final class Orders {

  private Orders() {}

  /**
   * The keys of an order's conversions, one a conversion type.
   *
   * @throws UnknownOrder when there is none
   */
  static List<String> keysOf(LakeQuery lake, String orderId) {
    try (QueryResult rows =
        lake.ask(
            "SELECT DISTINCT key FROM raw_events WHERE event_type = 'conversion' AND order_id = ?"
                + " ORDER BY key",
            orderId)) {
      List<String> keys = rows.all().stream().map(row -> (String) row[0]).toList();
      if (keys.isEmpty()) {
        throw new UnknownOrder(unknown(lake, orderId));
      }
      return keys;
    }
  }

  private static String unknown(LakeQuery lake, String orderId) {
    try (QueryResult near =
        lake.ask(
            "SELECT order_id FROM raw_events WHERE event_type = 'conversion' GROUP BY order_id"
                + " ORDER BY levenshtein(order_id, ?), order_id LIMIT 1",
            orderId)) {
      return near.next()
          .map(
              row ->
                  "No conversion of the order '"
                      + orderId
                      + "' was stored; the nearest order is '"
                      + row[0]
                      + "'. An event is stored some seconds after it was accepted; a refused one"
                      + " stands in rejected_events with its reason.")
          .orElse(
              "No conversion of the order '"
                  + orderId
                  + "' was stored, nor any other. Send or import events first.");
    }
  }
}
