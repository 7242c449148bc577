package dev.tributary.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.core.event.EventTimes;
import dev.tributary.core.event.EventType;
import dev.tributary.core.event.Origin;
import dev.tributary.core.url.WebUrl;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;

/**
 * The deterministic key of an event: 64 hexadecimal digits, the same however often and in whatever
 * order of fields the event is sent. It is made of what consent left, so that it can't be used to
 * try out what was taken away.
 */
final class EventKey {

  /** When and how it was sent, which differs where the same event is sent again. */
  private static final Set<String> OF_THE_SENDING = Set.of("sent_at", "schema_version");

  private static final SecureRandom RANDOM = new SecureRandom();

  private final long bucketSeconds;
  private final Amounts amounts;

  EventKey(long bucketSeconds, Amounts amounts) {
    this.bucketSeconds = bucketSeconds;
    this.amounts = amounts;
  }

  /**
   * The key of an event that passed every check and was reduced to what its consent allows.
   *
   * @param origin tells apart what says nothing of whom it is
   * @param filled fields that a registry filled: read under another one, an imported line is the
   *     same
   */
  String of(JsonNode event, EventType type, Origin origin, Set<String> filled) {
    KeyDigest digest = new KeyDigest();
    if (type == EventType.CONVERSION) {
      return digest
          .add("order")
          .add(event.path("conversion_type").textValue())
          .add(event.path("order_id").textValue())
          .hex();
    }
    if (event.has("event_id")) {
      return digest.add("id").add(type.wire()).add(event.path("event_id").textValue()).hex();
    }
    if (type != EventType.ADJUSTMENT && !event.has("visitor_id") && !event.has("click_id")) {
      return origin.imported() ? place(event, origin, filled) : random();
    }
    Instant occurred = EventTimes.parse(event.path("occurred_at")).orElseThrow();
    if (type == EventType.CLICK || type == EventType.PAGE_VIEW) {
      return event.has("visitor_id")
          ? visit(type, "visitor", event.path("visitor_id").textValue(), url(event), occurred)
          : visit(type, "click", event.path("click_id").textValue(), url(event), occurred);
    }
    return digest
        .add(type.wire())
        .add(Long.toString(occurred.toEpochMilli()))
        .addMembers(
            type == EventType.ADJUSTMENT ? amounts.withCurrency(event) : event,
            name -> !OF_THE_SENDING.contains(name) && !name.equals("occurred_at"))
        .hex();
  }

  /** The key of a click that is known by its click id, without an event id of its own. */
  String ofClick(String clickId, String url, Instant occurred) {
    return visit(EventType.CLICK, "click", clickId, url, occurred);
  }

  private String visit(EventType type, String who, String id, String url, Instant occurred) {
    return new KeyDigest()
        .add(type.wire())
        .add(who)
        .add(id)
        .add(url)
        .add(Long.toString(Math.floorDiv(occurred.getEpochSecond(), bucketSeconds)))
        .hex();
  }

  /** The part of an event's URL that counts. */
  static String url(JsonNode event) {
    String url =
        event.path(event.has("destination_url") ? "destination_url" : "page_url").asText("");
    return WebUrl.parse(url).map(WebUrl::withoutFragment).orElse("");
  }

  /** A file is known by its content, so that its rows are known again when it is imported again. */
  private static String place(JsonNode event, Origin origin, Set<String> filled) {
    return new KeyDigest()
        .add("place")
        .add(origin.collectorId())
        .add(Long.toString(origin.sequence()))
        // Read with another map, a place may hold another event.
        .addMembers(event, name -> !OF_THE_SENDING.contains(name) && !filled.contains(name))
        .hex();
  }

  /** A collector's sequence does not do: after a loss of its journal it may be given again. */
  private static String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
