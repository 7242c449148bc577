package dev.tributary.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Builds the JSON objects of events, in the contract's names. */
final class EventFields {

  static final String SHOP = "https://shop.example.com";

  private EventFields() {}

  static Map<String, Object> of(String type, String eventId, Instant at, Visitor visitor) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("schema_version", 1);
    fields.put("event_id", eventId);
    fields.put("event_type", type);
    fields.put("occurred_at", at.toString());
    if (visitor.granted()) {
      fields.put("visitor_id", visitor.id());
    }
    fields.put("device", Map.of("class", visitor.deviceClass()));
    String choice = visitor.granted() ? "granted" : "denied";
    fields.put(
        "consent", new java.util.TreeMap<>(Map.of("analytics", choice, "advertising", choice)));
    return fields;
  }

  /** The landing page of a source, with its parameters and click id. */
  static String landing(TrafficSource source, String clickId) {
    StringBuilder url = new StringBuilder(SHOP).append("/landing");
    if (!source.query().isEmpty()) {
      url.append('?').append(source.query());
    }
    if (source.clickIdParameter() != null) {
      url.append(source.query().isEmpty() ? '?' : '&')
          .append(source.clickIdParameter())
          .append('=')
          .append(clickId);
    }
    return url.toString();
  }

  /** Minor units of a currency with two decimals, as the contract writes amounts. */
  static String amount(long minor) {
    return minor / 100 + "." + String.format("%02d", minor % 100);
  }
}
