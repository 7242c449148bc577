package dev.tributary.core.event;

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
import java.math.BigDecimal;

/** The one mapping between the sealed events and their flat row; each way is total. */
public final class EventRows {

  private static final Context NO_CONTEXT =
      new Context(Campaign.NONE, null, null, null, null, Device.UNKNOWN);

  private EventRows() {}

  /** The flat form of an event. */
  public static EventRow flatten(Event event) {
    if (event instanceof Impression e) {
      return row(event, EventType.IMPRESSION, e.context(), null, null, null, null, null, null);
    }
    if (event instanceof Click e) {
      return row(event, EventType.CLICK, e.context(), null, null, null, null, null, null);
    }
    if (event instanceof PageView e) {
      return row(event, EventType.PAGE_VIEW, e.context(), null, null, null, null, null, null);
    }
    if (event instanceof Conversion e) {
      return row(
          event,
          EventType.CONVERSION,
          e.context(),
          e.conversionType(),
          e.orderId(),
          e.value(),
          e.currency(),
          null,
          null);
    }
    if (event instanceof Adjustment e) {
      return row(
          event,
          EventType.ADJUSTMENT,
          NO_CONTEXT,
          e.conversionType(),
          e.orderId(),
          e.value(),
          e.value() == null ? null : e.value().currency(),
          e.kind(),
          null);
    }
    if (event instanceof Identify) {
      return row(event, EventType.IDENTIFY, NO_CONTEXT, null, null, null, null, null, null);
    }
    if (event instanceof Unlink) {
      return row(event, EventType.UNLINK, NO_CONTEXT, null, null, null, null, null, null);
    }
    ConsentChange change = (ConsentChange) event;
    return row(event, EventType.CONSENT, NO_CONTEXT, null, null, null, null, null, change.erase());
  }

  private static EventRow row(
      Event event,
      EventType type,
      Context context,
      String conversionType,
      String orderId,
      Money value,
      String currency,
      AdjustmentKind adjustment,
      Boolean erase) {
    Header header = event.header();
    Times times = header.times();
    Identifiers who = header.identifiers();
    Campaign campaign = context.campaign();
    Device device = context.device();
    return new EventRow(
        header.key(),
        header.eventId(),
        type.wire(),
        times.occurredAt(),
        times.occurredAtOriginal(),
        times.sentAt(),
        times.receivedAt(),
        who.visitorId(),
        who.userId(),
        who.clickId(),
        who.clickIdType(),
        campaign.source(),
        campaign.medium(),
        campaign.campaign(),
        campaign.adGroup(),
        campaign.term(),
        campaign.content(),
        context.destinationUrl(),
        context.pageUrl(),
        context.referrer(),
        context.linkId(),
        device.deviceClass(),
        device.os(),
        device.browser(),
        header.consent().analytics().wire(),
        header.consent().advertising().wire(),
        conversionType,
        orderId,
        value == null ? null : value.minor(),
        currency,
        event instanceof Adjustment e && e.valueInOrderCurrency() != null
            ? e.valueInOrderCurrency().toPlainString()
            : null,
        adjustment == null ? null : adjustment.wire(),
        erase,
        header.origin().collectorId(),
        header.origin().sequence(),
        header.status(),
        header.schemaVersion());
  }

  /**
   * The event of a flat row.
   *
   * @throws IllegalArgumentException when the row has a type or kind that the contract lacks, which
   *     no row that {@link #flatten} made has
   */
  public static Event restore(EventRow row) {
    EventType type = EventType.ofWire(row.eventType()).orElseThrow(() -> unknown(row.eventType()));
    Header header = header(row);
    Context context = context(row);
    Money value = row.valueMinor() == null ? null : new Money(row.valueMinor(), row.currency());
    return switch (type) {
      case IMPRESSION -> new Impression(header, context);
      case CLICK -> new Click(header, context);
      case PAGE_VIEW -> new PageView(header, context);
      case CONVERSION ->
          new Conversion(
              header, context, row.conversionType(), row.orderId(), value, row.currency());
      case ADJUSTMENT ->
          new Adjustment(
              header,
              row.conversionType(),
              row.orderId(),
              AdjustmentKind.ofWire(row.adjustmentKind())
                  .orElseThrow(() -> unknown(row.adjustmentKind())),
              value,
              row.valueInOrderCurrency() == null
                  ? null
                  : new BigDecimal(row.valueInOrderCurrency()));
      case IDENTIFY -> new Identify(header);
      case UNLINK -> new Unlink(header);
      case CONSENT -> new ConsentChange(header, Boolean.TRUE.equals(row.erase()));
    };
  }

  private static Header header(EventRow row) {
    return new Header(
        row.schemaVersion(),
        row.key(),
        row.eventId(),
        new Times(row.occurredAt(), row.occurredAtOriginal(), row.sentAt(), row.receivedAt()),
        new Identifiers(row.visitorId(), row.userId(), row.clickId(), row.clickIdType()),
        new Consent(Choice.ofWire(row.consentAnalytics()), Choice.ofWire(row.consentAdvertising())),
        new Origin(row.collectorId(), row.sequence()),
        row.status());
  }

  private static Context context(EventRow row) {
    return new Context(
        new Campaign(
            row.source(), row.medium(), row.campaign(), row.adGroup(), row.term(), row.content()),
        row.destinationUrl(),
        row.pageUrl(),
        row.referrer(),
        row.linkId(),
        new Device(row.deviceClass(), row.deviceOs(), row.deviceBrowser()));
  }

  private static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException(
        "The event row names '" + name + "', which contract version 1 does not have.");
  }
}
