package dev.tributary.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.simulator.LaunchVisit;
import java.time.Instant;

/** What a visitor's browser and the shop report during the launch, as JSON. */
final class LaunchEvents {

  private static final ObjectMapper JSON = new ObjectMapper();

  private LaunchEvents() {}

  static String pageView(LaunchVisit visit, Instant at, String page) {
    ObjectNode event = event(visit, "page_view", at, "landing").put("page_url", page);
    if (visit.referrer() != null) {
      event.put("referrer", visit.referrer());
    }
    return event.toString();
  }

  static String identify(LaunchVisit visit, Instant at) {
    return event(visit, "identify", at, "login").put("user_id", visit.userId()).toString();
  }

  /**
   * @param copy the shop's system may report one order under several event ids
   */
  static String order(LaunchVisit visit, Instant at, String orderId, int copy) {
    return event(visit, "conversion", at, "order-" + copy)
        .put("order_id", orderId)
        .put(
            "value",
            visit.orderMinor() / 100 + "." + String.format("%02d", visit.orderMinor() % 100))
        .put("currency", "EUR")
        .toString();
  }

  private static ObjectNode event(LaunchVisit visit, String type, Instant at, String name) {
    ObjectNode event = JSON.createObjectNode();
    event.put("schema_version", 1);
    event.put("event_id", visit.visitorId() + "-" + name);
    event.put("event_type", type);
    event.put("occurred_at", at.toString());
    event.put("visitor_id", visit.visitorId());
    event.putObject("device").put("class", visit.deviceClass());
    event.putObject("consent").put("analytics", "granted").put("advertising", "granted");
    return event;
  }
}
