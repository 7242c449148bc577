package dev.tributary.core.classify;

import dev.tributary.core.event.Campaign;

/**
 * What one event carries about its origin; every component may be null, in any state of repair.
 *
 * @param pageUrl the page seen, or the destination of a click; a scheme-less or broken URL still
 *     gives what can be read of it
 * @param referrer where the browser came from
 * @param given campaign fields as sent; each wins over the utm parameter of the same name
 * @param clickId a click id sent as a field of the event
 * @param clickIdType the name of the parameter it came in
 */
public record Signals(
    String pageUrl, String referrer, Campaign given, String clickId, String clickIdType) {

  public Signals {
    given = given == null ? Campaign.NONE : given;
  }
}
