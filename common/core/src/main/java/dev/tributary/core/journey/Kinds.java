package dev.tributary.core.journey;

import dev.tributary.core.event.EventType;
import dev.tributary.core.event.Identifiers;

/** What a timeline event is. */
final class Kinds {

  private static final String CLICK = EventType.CLICK.wire();
  private static final String IMPRESSION = EventType.IMPRESSION.wire();
  private static final String PAGE_VIEW = EventType.PAGE_VIEW.wire();
  private static final String CONVERSION = EventType.CONVERSION.wire();
  private static final String CONSENT = EventType.CONSENT.wire();
  private static final String IDENTIFY = EventType.IDENTIFY.wire();

  private Kinds() {}

  static boolean click(TimelineEvent event) {
    return CLICK.equals(event.eventType());
  }

  static boolean impression(TimelineEvent event) {
    return IMPRESSION.equals(event.eventType());
  }

  static boolean pageView(TimelineEvent event) {
    return PAGE_VIEW.equals(event.eventType());
  }

  static boolean conversion(TimelineEvent event) {
    return CONVERSION.equals(event.eventType());
  }

  static boolean consentChange(TimelineEvent event) {
    return CONSENT.equals(event.eventType());
  }

  /**
   * Something done on the site, which keeps a session going; ads are clicked and seen elsewhere.
   */
  static boolean activity(TimelineEvent event) {
    return pageView(event) || conversion(event) || IDENTIFY.equals(event.eventType());
  }

  /** Something clicked or looked at: of these a machine does more than a person can. */
  static boolean look(TimelineEvent event) {
    return click(event) || pageView(event) || impression(event);
  }

  /** Whether a known visitor or user carried a click's id, with consent. */
  static boolean carriesClickId(TimelineEvent event) {
    return event.clickId() != null
        && event.journeyAllowed()
        && (event.visitorId() != null || event.userId() != null);
  }

  /** Who did it, as far as one device goes. */
  static String device(TimelineEvent event) {
    return event.visitorId() != null ? "visitor " + event.visitorId() : "user " + event.userId();
  }

  /** A redirect's click, stored without a visitor until a consented event carries its id. */
  static boolean anonymousRedirect(TimelineEvent event) {
    return click(event)
        && event.visitorId() == null
        && event.userId() == null
        && Identifiers.FIRST_PARTY_CLICK_ID.equals(event.clickIdType());
  }
}
