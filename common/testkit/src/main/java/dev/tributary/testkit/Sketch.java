package dev.tributary.testkit;

import dev.tributary.core.consent.Choice;
import dev.tributary.core.consent.Consent;
import dev.tributary.core.consent.Pseudonyms;
import dev.tributary.core.event.AdjustmentKind;
import dev.tributary.core.event.Campaign;
import dev.tributary.core.event.Context;
import dev.tributary.core.event.Device;
import dev.tributary.core.event.Event;
import dev.tributary.core.event.EventRow;
import dev.tributary.core.event.EventRows;
import dev.tributary.core.event.EventType;
import dev.tributary.core.event.Header;
import dev.tributary.core.event.Identifiers;
import dev.tributary.core.event.Origin;
import dev.tributary.core.event.Times;
import dev.tributary.core.money.Money;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * Draws an admitted event in few words; what is not said is what an ordinary event has: received a
 * second after it happened, consent granted, no source.
 *
 * <p>Example: {@code Sketch.click("2026-03-01T10:00:00Z").visitor("v").from("google", "cpc")}.
 */
public final class Sketch {

  /** Consent events name their visitor by these, as admission does. */
  public static final Pseudonyms PSEUDONYMS =
      Pseudonyms.withKey("a key that only tests know".getBytes(StandardCharsets.UTF_8));

  private static final String SHOP = "https://shop.example/";

  private final EventType type;
  private final Instant at;
  private String key;
  private Instant receivedAt;
  private Identifiers who = new Identifiers(null, null, null, null);
  private Choice analytics = Choice.GRANTED;
  private Campaign campaign = Campaign.NONE;
  private String referrer;
  private String linkId;
  private Device device = Device.UNKNOWN;
  private String orderId;
  private String conversionType;
  private long valueMinor;
  private String currency = "EUR";
  private String valueInOrderCurrency;
  private AdjustmentKind adjustment;
  private long sequence = 1;

  private Sketch(EventType type, Instant at) {
    this.type = type;
    this.at = at;
    this.receivedAt = at.plusSeconds(1);
  }

  /** A click; times are RFC 3339. */
  public static Sketch click(String at) {
    return click(Instant.parse(at));
  }

  public static Sketch click(Instant at) {
    return new Sketch(EventType.CLICK, at);
  }

  public static Sketch pageView(String at) {
    return pageView(Instant.parse(at));
  }

  public static Sketch pageView(Instant at) {
    return new Sketch(EventType.PAGE_VIEW, at);
  }

  public static Sketch impression(String at) {
    return new Sketch(EventType.IMPRESSION, Instant.parse(at));
  }

  public static Sketch identify(String at) {
    return new Sketch(EventType.IDENTIFY, Instant.parse(at));
  }

  public static Sketch unlink(String at) {
    return new Sketch(EventType.UNLINK, Instant.parse(at));
  }

  /** A consent event that grants, or with {@link #denied()} denies. */
  public static Sketch consent(String at) {
    return new Sketch(EventType.CONSENT, Instant.parse(at));
  }

  /** A purchase in euro cents. */
  public static Sketch order(String orderId, String at, long valueMinor) {
    return order(orderId, Instant.parse(at), valueMinor);
  }

  public static Sketch order(String orderId, Instant at, long valueMinor) {
    Sketch order = new Sketch(EventType.CONVERSION, at);
    order.orderId = orderId;
    order.valueMinor = valueMinor;
    order.conversionType = "purchase";
    return order;
  }

  /** Gives euro cents of a purchase back. */
  public static Sketch refund(String orderId, String at, long valueMinor) {
    return adjustment(AdjustmentKind.REFUND, orderId, at, valueMinor);
  }

  /** Takes a purchase back whole. */
  public static Sketch cancel(String orderId, String at) {
    return adjustment(AdjustmentKind.CANCEL, orderId, at, 0);
  }

  /** Makes a purchase worth as many euro cents from then on. */
  public static Sketch change(String orderId, String at, long valueMinor) {
    return adjustment(AdjustmentKind.CHANGE, orderId, at, valueMinor);
  }

  private static Sketch adjustment(
      AdjustmentKind kind, String orderId, String at, long valueMinor) {
    Sketch sketch = new Sketch(EventType.ADJUSTMENT, Instant.parse(at));
    sketch.adjustment = kind;
    sketch.orderId = orderId;
    sketch.valueMinor = valueMinor;
    return sketch;
  }

  public Sketch visitor(String id) {
    who = new Identifiers(id, who.userId(), who.clickId(), who.clickIdType());
    return this;
  }

  public Sketch user(String id) {
    who = new Identifiers(who.visitorId(), id, who.clickId(), who.clickIdType());
    return this;
  }

  /** A click id and the parameter it came in. */
  public Sketch clickId(String id, String parameter) {
    who = new Identifiers(who.visitorId(), who.userId(), id, parameter);
    return this;
  }

  /** Campaign fields source and medium. */
  public Sketch from(String source, String medium) {
    campaign = new Campaign(source, medium, campaign.campaign(), null, null, null);
    return this;
  }

  public Sketch campaign(String name) {
    campaign = new Campaign(campaign.source(), campaign.medium(), name, null, null, null);
    return this;
  }

  /** What else its address says of the campaign. */
  public Sketch ad(String term, String content) {
    campaign =
        new Campaign(
            campaign.source(), campaign.medium(), campaign.campaign(), null, term, content);
    return this;
  }

  public Sketch referrer(String url) {
    referrer = url;
    return this;
  }

  public Sketch link(String id) {
    linkId = id;
    return this;
  }

  /** What it is in, in place of euro cents. */
  public Sketch in(String currencyCode) {
    currency = currencyCode;
    return this;
  }

  /** An adjustment's amount as a decimal that names no currency, in place of euro cents. */
  public Sketch namingNoCurrency(String decimal) {
    valueInOrderCurrency = decimal;
    return this;
  }

  public Sketch ofType(String name) {
    conversionType = name;
    return this;
  }

  /** Arrived this long after it happened. */
  public Sketch arrivingAfter(Duration delay) {
    receivedAt = at.plus(delay);
    return this;
  }

  public Sketch denied() {
    analytics = Choice.DENIED;
    return this;
  }

  /** Said nothing about consent, as a redirect can't. */
  public Sketch unasked() {
    analytics = Choice.UNKNOWN;
    return this;
  }

  public Sketch robot() {
    device = new Device(Device.ROBOT, null, null);
    return this;
  }

  public Sketch sequence(long number) {
    sequence = number;
    return this;
  }

  public Sketch key(String text) {
    key = text;
    return this;
  }

  /** The event as admission would give it. */
  public Event event() {
    Header header =
        new Header(
            1,
            key == null ? usualKey() : key,
            null,
            new Times(at, at, null, receivedAt),
            admitted(),
            new Consent(analytics, analytics),
            new Origin("collector-1", sequence),
            "ok");
    Context context =
        new Context(
            campaign,
            type == EventType.CLICK ? SHOP : null,
            type == EventType.CLICK ? null : SHOP,
            referrer,
            linkId,
            device);
    return switch (type) {
      case CLICK -> new Event.Click(header, context);
      case PAGE_VIEW -> new Event.PageView(header, context);
      case IMPRESSION -> new Event.Impression(header, context);
      case IDENTIFY -> new Event.Identify(header);
      case UNLINK -> new Event.Unlink(header);
      case CONSENT -> new Event.ConsentChange(header, false);
      case CONVERSION ->
          new Event.Conversion(
              header, context, conversionType, orderId, new Money(valueMinor, currency), currency);
      case ADJUSTMENT ->
          new Event.Adjustment(
              header,
              conversionType,
              orderId,
              adjustment,
              adjustment == AdjustmentKind.CANCEL || valueInOrderCurrency != null
                  ? null
                  : new Money(valueMinor, currency),
              valueInOrderCurrency == null ? null : new BigDecimal(valueInOrderCurrency));
    };
  }

  /** The same in flat form. */
  public EventRow row() {
    return EventRows.flatten(event());
  }

  private Identifiers admitted() {
    boolean hashed = type == EventType.CONSENT && who.visitorId() != null;
    return hashed ? new Identifiers(PSEUDONYMS.of(who.visitorId()), who.userId(), null, null) : who;
  }

  private String usualKey() {
    if (type == EventType.ADJUSTMENT) {
      return adjustment.wire() + ":" + conversionType + ":" + orderId + ":" + at;
    }
    return type == EventType.CONVERSION
        ? "conversion:" + conversionType + ":" + orderId
        : type.wire() + ":" + who.visitorId() + ":" + who.clickId() + ":" + at;
  }
}
