package dev.tributary.capture.link;

import java.time.Instant;

/** The moment from which on a link answers 404. */
public final class Expiry {

  private Expiry() {}

  /**
   * Refuses one that a link could never be followed before.
   *
   * @param expires null for never
   * @throws LinkException when it is not ahead of that time
   */
  public static void requireAhead(Instant expires, Instant now) {
    if (expires != null && !expires.isAfter(now)) {
      throw new LinkException(
          "The expiry " + expires + " is past, so that the link would answer 404 at once.",
          "Give a later one, such as 2099-12-31T23:00:00Z, or none.");
    }
  }
}
