package dev.tributary.core.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.core.journey.TimelineEvent;
import java.time.Instant;

/** A timeline event as JSON, without members for what is null. */
final class TimelineEventJson {

  private TimelineEventJson() {}

  static ObjectNode write(TimelineEvent event) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("key", event.key());
    node.put("event_type", event.eventType());
    node.put("occurred_at", event.occurredAt().toString());
    node.put("received_at", event.receivedAt().toString());
    node.put("collector_id", event.collectorId());
    node.put("sequence", event.sequence());
    put(node, "visitor_id", event.visitorId());
    put(node, "user_id", event.userId());
    put(node, "click_id", event.clickId());
    put(node, "click_id_type", event.clickIdType());
    put(node, "link_id", event.linkId());
    put(node, "channel", event.channel());
    put(node, "source", event.source());
    put(node, "medium", event.medium());
    put(node, "campaign", event.campaign());
    put(node, "ad_group", event.adGroup());
    put(node, "term", event.term());
    put(node, "content", event.content());
    node.put("source_stated", event.sourceStated());
    put(node, "classification_rule", event.classificationRule());
    node.put("bot", event.bot());
    node.put("journey_allowed", event.journeyAllowed());
    put(node, "conversion_type", event.conversionType());
    put(node, "order_id", event.orderId());
    if (event.valueMinor() != null) {
      node.put("value_minor", event.valueMinor());
    }
    put(node, "currency", event.currency());
    put(node, "value_in_order_currency", event.valueInOrderCurrency());
    put(node, "adjustment_kind", event.adjustmentKind());
    return node;
  }

  static TimelineEvent read(JsonNode node) {
    return new TimelineEvent(
        node.required("key").textValue(),
        node.required("event_type").textValue(),
        Instant.parse(node.required("occurred_at").asText()),
        Instant.parse(node.required("received_at").asText()),
        node.required("collector_id").textValue(),
        node.required("sequence").longValue(),
        node.path("visitor_id").textValue(),
        node.path("user_id").textValue(),
        node.path("click_id").textValue(),
        node.path("click_id_type").textValue(),
        node.path("link_id").textValue(),
        node.path("channel").textValue(),
        node.path("source").textValue(),
        node.path("medium").textValue(),
        node.path("campaign").textValue(),
        node.path("ad_group").textValue(),
        node.path("term").textValue(),
        node.path("content").textValue(),
        node.required("source_stated").booleanValue(),
        node.path("classification_rule").textValue(),
        node.required("bot").booleanValue(),
        node.required("journey_allowed").booleanValue(),
        node.path("conversion_type").textValue(),
        node.path("order_id").textValue(),
        node.has("value_minor") ? Long.valueOf(node.path("value_minor").longValue()) : null,
        node.path("currency").textValue(),
        node.path("value_in_order_currency").textValue(),
        node.path("adjustment_kind").textValue());
  }

  static void put(ObjectNode node, String name, String value) {
    if (value != null) {
      node.put(name, value);
    }
  }
}
