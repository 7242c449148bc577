package dev.tributary.simulator;

/**
 * One visit of the launch, to be driven live over HTTP.
 *
 * @param personId whose visit it is
 * @param visitorId the browser's first-party id
 * @param deviceClass {@code desktop}, {@code phone} or {@code robot}
 * @param channel true channel of the visit
 * @param campaign true campaign, or null
 * @param linkId the redirect link that was followed, or null for a visit without
 * @param referrer where the browser says it came from, or null
 * @param userId the login used during the visit, or null
 * @param orderMinor value of the order that ends the visit, in cents; 0 for a visit without
 * @param fault what goes wrong with its events
 */
public record LaunchVisit(
    String personId,
    String visitorId,
    String deviceClass,
    String channel,
    String campaign,
    String linkId,
    String referrer,
    String userId,
    long orderMinor,
    Fault fault) {

  /** What can go wrong on the way. */
  public enum Fault {
    NONE,
    /** The order is sent twice, under two event ids. */
    DUPLICATE_ORDER,
    /** The landing page is reported after the order that it led to. */
    LATE_LANDING
  }

  public boolean robot() {
    return deviceClass.equals("robot");
  }

  public boolean buys() {
    return orderMinor > 0;
  }
}
