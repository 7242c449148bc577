package dev.tributary.core.event;

/**
 * Who, as far as the event says and its consent allows; each may be null.
 *
 * @param visitorId first-party id of a browser or app
 * @param userId known customer, already pseudonymised by keyed hash
 * @param clickId id of the click that led here
 * @param clickIdType the parameter it came in, as the registry writes it ({@code gclid}, {@code
 *     tcid} for our own redirects, ...)
 */
public record Identifiers(String visitorId, String userId, String clickId, String clickIdType) {

  /** The type of the click ids that our own redirects mint. */
  public static final String FIRST_PARTY_CLICK_ID = "tcid";
}
