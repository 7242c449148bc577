package dev.tributary.core.event;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.core.consent.Choice;
import dev.tributary.core.consent.Consent;
import dev.tributary.core.event.Event.Adjustment;
import dev.tributary.core.event.Event.Click;
import dev.tributary.core.event.Event.ConsentChange;
import dev.tributary.core.event.Event.Conversion;
import dev.tributary.core.event.Event.Identify;
import dev.tributary.core.event.Event.Impression;
import dev.tributary.core.event.Event.PageView;
import dev.tributary.core.event.Event.Unlink;
import dev.tributary.core.money.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Reads admitted JSON, as it travels and is kept, back into the event that admission made of it.
 * Admission itself makes its events here, so the two can't differ. Safe for use by several threads.
 */
public final class AdmittedJson {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /**
   * The event of an admitted payload.
   *
   * @throws IllegalArgumentException when the payload was not written by admission
   */
  public Event read(byte[] payload, Envelope envelope) {
    try {
      return read(JSON.readTree(payload), envelope);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The payload of the event "
              + envelope.key()
              + " is not JSON, so it was not written by admission. Check which producer writes the"
              + " topic or table.",
          e);
    }
  }

  /** The same for a payload that is parsed already. */
  public Event read(JsonNode admitted, Envelope envelope) {
    EventType type =
        EventType.ofWire(text(admitted, "event_type")).orElseThrow(() -> foreign(envelope));
    Header header = header(admitted, envelope);
    return switch (type) {
      case IMPRESSION -> new Impression(header, context(admitted));
      case CLICK -> new Click(header, context(admitted));
      case PAGE_VIEW -> new PageView(header, context(admitted));
      case CONVERSION ->
          new Conversion(
              header,
              context(admitted),
              text(admitted, "conversion_type"),
              text(admitted, "order_id"),
              money(admitted, admitted),
              text(admitted, "currency"));
      case ADJUSTMENT -> adjustment(header, admitted, envelope);
      case IDENTIFY -> new Identify(header);
      case UNLINK -> new Unlink(header);
      case CONSENT -> new ConsentChange(header, admitted.path("erase").asBoolean(false));
    };
  }

  private static Header header(JsonNode admitted, Envelope envelope) {
    return new Header(
        envelope.schemaVersion(),
        envelope.key(),
        text(admitted, "event_id"),
        times(admitted, envelope),
        new Identifiers(
            text(admitted, "visitor_id"),
            text(admitted, "user_id"),
            text(admitted, "click_id"),
            text(admitted, "click_id_type")),
        new Consent(
            Choice.ofWire(text(admitted.path("consent"), "analytics")),
            Choice.ofWire(text(admitted.path("consent"), "advertising"))),
        envelope.origin(),
        envelope.status());
  }

  /** A file says nothing of its sender's clock at its import: only the future is clamped. */
  private static Times times(JsonNode admitted, Envelope envelope) {
    Instant occurred = time(admitted, "occurred_at", envelope);
    Instant sent = admitted.has("sent_at") ? time(admitted, "sent_at", envelope) : null;
    if (envelope.origin().imported()) {
      return EventTimes.of(occurred, null, envelope.receivedAt()).sentAt(sent);
    }
    return EventTimes.of(occurred, sent, envelope.receivedAt());
  }

  private static Context context(JsonNode admitted) {
    JsonNode device = admitted.path("device");
    return new Context(
        new Campaign(
            text(admitted, "source"),
            text(admitted, "medium"),
            text(admitted, "campaign"),
            text(admitted, "ad_group"),
            text(admitted, "term"),
            text(admitted, "content")),
        text(admitted, "destination_url"),
        text(admitted, "page_url"),
        text(admitted, "referrer"),
        text(admitted, "link_id"),
        new Device(text(device, "class"), text(device, "os"), text(device, "browser")));
  }

  private static Adjustment adjustment(Header header, JsonNode admitted, Envelope envelope) {
    JsonNode what = admitted.path("adjustment");
    AdjustmentKind kind =
        AdjustmentKind.ofWire(text(what, "kind")).orElseThrow(() -> foreign(envelope));
    String value = text(what, "value");
    boolean inOrderCurrency = value != null && !admitted.has("currency");
    return new Adjustment(
        header,
        text(admitted, "conversion_type"),
        text(what, "order_id"),
        kind,
        inOrderCurrency ? null : money(what, admitted),
        inOrderCurrency ? new BigDecimal(value) : null);
  }

  private static Money money(JsonNode holder, JsonNode admitted) {
    String value = text(holder, "value");
    return value == null ? null : Money.of(new BigDecimal(value), text(admitted, "currency"));
  }

  private static Instant time(JsonNode admitted, String field, Envelope envelope) {
    return EventTimes.parse(admitted.path(field)).orElseThrow(() -> foreign(envelope));
  }

  private static String text(JsonNode holder, String field) {
    return holder.path(field).textValue();
  }

  private static IllegalArgumentException foreign(Envelope envelope) {
    return new IllegalArgumentException(
        "The payload of the event "
            + envelope.key()
            + " lacks what every admitted event has, so it was not written by admission. Check"
            + " which producer writes the topic or table.");
  }
}
