package dev.tributary.core.admission;

import dev.tributary.core.event.EventType;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which members of an event the contract gives a meaning, by the event's type: what another type
 * means by a member was not checked, so it may hold anything, as an unknown one may.
 */
final class ContractFields {

  /** Those whose content the contract leaves to the sender. */
  static final List<String> CAMPAIGN =
      List.of("source", "medium", "campaign", "ad_group", "term", "content");

  private static final Set<String> OF_EVERY_TYPE =
      Set.of(
          "schema_version",
          "event_id",
          "event_type",
          "occurred_at",
          "sent_at",
          "visitor_id",
          "user_id",
          "click_id",
          "click_id_type",
          "destination_url",
          "page_url",
          "referrer",
          "link_id",
          "consent");

  private static final Map<EventType, Set<String>> OF_ONE_TYPE =
      Map.of(
          EventType.CONVERSION, Set.of("conversion_type", "order_id", "value", "currency"),
          EventType.ADJUSTMENT, Set.of("conversion_type", "currency", "adjustment"),
          EventType.CONSENT, Set.of("erase"));

  private static final Map<String, Set<String>> WITHIN_CONSENT =
      Map.of("consent", Set.of("analytics", "advertising", "tcf", "gpp"));

  private static final Map<String, Set<String>> WITHIN_ADJUSTMENT =
      Map.of(
          "consent", WITHIN_CONSENT.get("consent"),
          "adjustment", Set.of("order_id", "kind", "value"));

  private static final Map<EventType, Set<String>> BOUND = new EnumMap<>(EventType.class);
  private static final Map<EventType, Set<String>> KNOWN = new EnumMap<>(EventType.class);

  static {
    for (EventType type : EventType.values()) {
      Set<String> bound = new HashSet<>(OF_EVERY_TYPE);
      bound.addAll(OF_ONE_TYPE.getOrDefault(type, Set.of()));
      BOUND.put(type, Set.copyOf(bound));
      Set<String> known = new HashSet<>(bound);
      known.addAll(CAMPAIGN);
      known.add("device");
      KNOWN.put(type, Set.copyOf(known));
    }
  }

  private ContractFields() {}

  /** Those that mean something in an event of that type. */
  static Set<String> known(EventType type) {
    return KNOWN.get(type);
  }

  /** Those of them whose content the contract says. */
  static Set<String> bound(EventType type) {
    return BOUND.get(type);
  }

  /** The members of those that are objects, by the member that holds them. */
  static Map<String, Set<String>> within(EventType type) {
    return type == EventType.ADJUSTMENT ? WITHIN_ADJUSTMENT : WITHIN_CONSENT;
  }
}
