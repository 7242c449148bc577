package dev.tributary.core.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes an event of the contract from the values that a map's expressions gave. Thread-safe. */
public final class MappedEvent {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Fields that are texts in the contract, whatever the column's type. */
  private static final Set<String> TEXTS =
      Set.of(
          "event_id",
          "event_type",
          "visitor_id",
          "user_id",
          "source",
          "medium",
          "campaign",
          "ad_group",
          "term",
          "content",
          "click_id",
          "click_id_type",
          "destination_url",
          "page_url",
          "referrer",
          "link_id",
          "conversion_type",
          "order_id",
          "value",
          "currency",
          "adjustment.order_id",
          "adjustment.kind",
          "adjustment.value",
          "consent.analytics",
          "consent.advertising",
          "device.class",
          "device.os",
          "device.browser",
          "user_agent");

  private final MappedTimes times;
  private final ImportConsent consent;
  private final OwnReferrer ownReferrer;

  /**
   * @param zone of times without an offset
   * @param ownDomains whose referrers are taken out
   */
  public MappedEvent(ZoneId zone, ImportConsent consent, List<String> ownDomains) {
    this.times = new MappedTimes(zone);
    this.consent = consent;
    this.ownReferrer = new OwnReferrer(ownDomains);
  }

  /** Whether a field takes a column's text as it stands in the file. */
  public static boolean takesText(String field) {
    return TEXTS.contains(field);
  }

  /**
   * The event as JSON in UTF-8.
   *
   * @param values by field, nested ones dotted; null is absent. Texts, numbers, truths, and times
   *     as Instant, LocalDateTime or LocalDate
   */
  public byte[] json(Map<String, Object> values) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("schema_version", 1);
    values.forEach(
        (field, value) -> {
          if (value != null) {
            put(event, field, value);
          }
        });
    consent.fill(event);
    ownReferrer.clear(event);
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of JSON values can always be written.", e);
    }
  }

  private void put(ObjectNode event, String field, Object value) {
    ObjectNode parent = event;
    String[] path = field.split("\\.", -1);
    for (int i = 0; i < path.length - 1; i++) {
      parent = parent.get(path[i]) instanceof ObjectNode known ? known : parent.putObject(path[i]);
    }
    String name = path[path.length - 1];
    boolean time = field.equals("occurred_at") || field.equals("sent_at");
    Object plain = time ? times.of(value) : times.exact(value);
    if (plain instanceof Boolean truth) {
      parent.put(name, truth);
    } else if (plain instanceof BigDecimal number && !takesText(field)) {
      parent.put(name, number);
    } else {
      parent.put(
          name, plain instanceof BigDecimal number ? number.toPlainString() : plain.toString());
    }
  }
}
