package dev.tributary.core.journey;

import dev.tributary.core.classify.Classification;
import dev.tributary.core.classify.Classifier;
import dev.tributary.core.classify.Signals;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.consent.Choice;
import dev.tributary.core.consent.Consent;
import dev.tributary.core.consent.ConsentPolicy;
import dev.tributary.core.event.Campaign;
import dev.tributary.core.event.Context;
import dev.tributary.core.event.Event;
import dev.tributary.core.event.EventRow;
import dev.tributary.core.event.EventRows;
import dev.tributary.core.event.Identifiers;

/** Turns an admitted event into what a journey needs. Deterministic and thread-safe. */
public final class Enricher {

  private static final Classification NO_SOURCE =
      new Classification(
          Touchpoint.DIRECT,
          PersonTimeline.DIRECT_SOURCE,
          PersonTimeline.DIRECT_MEDIUM,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          false);

  private final Classifier classifier;
  private final ConsentPolicy policy;
  private final String currency;

  /** Rules, own domains and fallbacks as the config says. */
  public Enricher(Config config) {
    this(config, new Classifier(config));
  }

  /** The same with another classifier, for a look at what other rules would change. */
  public Enricher(Config config, Classifier classifier) {
    this.classifier = classifier;
    policy = new ConsentPolicy(config);
    currency = config.value(ReportingSettings.CURRENCY);
  }

  /** The timeline event of an admitted one; total. */
  public TimelineEvent enrich(Event event) {
    EventRow row = EventRows.flatten(event);
    Classification from = classify(event);
    boolean conversion = event instanceof Event.Conversion;
    return new TimelineEvent(
        row.key(),
        row.eventType(),
        row.occurredAt(),
        row.receivedAt(),
        row.collectorId(),
        row.sequence(),
        row.visitorId(),
        row.userId(),
        from.clickId() == null ? row.clickId() : from.clickId(),
        from.clickId() == null ? row.clickIdType() : from.clickIdType(),
        row.linkId(),
        from.channel(),
        from.source(),
        from.medium(),
        from.campaign(),
        from.adGroup(),
        campaign(event).term(),
        campaign(event).content(),
        from.sourceStated(),
        from.rule(),
        context(event) != null && context(event).device().robot(),
        journeyAllowed(event),
        event instanceof Event.Adjustment && row.conversionType() == null
            ? Event.PURCHASE
            : row.conversionType(),
        row.orderId(),
        conversion && row.valueMinor() == null ? Long.valueOf(0) : row.valueMinor(),
        conversion && row.currency() == null ? currency : row.currency(),
        row.valueInOrderCurrency(),
        row.adjustmentKind());
  }

  private static Campaign campaign(Event event) {
    Context context = context(event);
    return context == null ? Campaign.NONE : context.campaign();
  }

  private Classification classify(Event event) {
    if (event instanceof Event.Click click) {
      return classify(
          event, click.context(), click.context().destinationUrl(), click.context().referrer());
    }
    if (event instanceof Event.PageView view) {
      return classify(event, view.context(), view.context().pageUrl(), view.context().referrer());
    }
    if (event instanceof Event.Impression impression) {
      // Its page is where the ad stood: how somebody came there says nothing of the ad.
      return classify(event, impression.context(), impression.context().destinationUrl(), null);
    }
    return NO_SOURCE;
  }

  private Classification classify(Event event, Context context, String url, String referrer) {
    Identifiers who = event.header().identifiers();
    return classifier.classify(
        new Signals(url, referrer, context.campaign(), who.clickId(), who.clickIdType()),
        event.header().times().occurredAt());
  }

  private static Context context(Event event) {
    if (event instanceof Event.Click click) {
      return click.context();
    }
    if (event instanceof Event.PageView view) {
      return view.context();
    }
    if (event instanceof Event.Impression impression) {
      return impression.context();
    }
    return event instanceof Event.Conversion conversion ? conversion.context() : null;
  }

  /**
   * A redirect can't ask, so its click, which names nobody, may join the journey of whoever carries
   * its id with consent.
   */
  private boolean journeyAllowed(Event event) {
    Consent consent = event.header().consent();
    Identifiers who = event.header().identifiers();
    boolean anonymousRedirect =
        event instanceof Event.Click
            && who.visitorId() == null
            && Identifiers.FIRST_PARTY_CLICK_ID.equals(who.clickIdType());
    return policy.allowsAnalytics(consent)
        || consent.analytics() == Choice.UNKNOWN && anonymousRedirect;
  }
}
