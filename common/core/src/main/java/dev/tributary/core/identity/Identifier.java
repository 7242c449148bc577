package dev.tributary.core.identity;

import java.util.Set;

/**
 * One name that a person goes by.
 *
 * @param kind {@code visitor_id}, {@code user_id}, {@code click_id}, or any other such as {@code
 *     email_hash}
 * @param value as stored
 */
public record Identifier(String kind, String value) implements Comparable<Identifier> {

  public static final String VISITOR = "visitor_id";
  public static final String USER = "user_id";
  public static final String CLICK = "click_id";

  public static final String SESSION = "session_id";

  private static final Set<String> MOMENTS = Set.of(CLICK, SESSION);
  private static final Set<String> DEVICES =
      Set.of(VISITOR, "device_id", "client_id", "anonymous_id", "cookie_id", "idfa", "gaid");

  /** The keyed hash of a visitor id, under which consent events are stored. */
  public static final String CONSENT_SUBJECT = "consent_subject";

  /** The same hash once more, linked to the first where a consent event of it ever denied. */
  public static final String WITHDRAWN_CONSENT = "withdrawn_consent";

  public static Identifier visitor(String value) {
    return new Identifier(VISITOR, value);
  }

  public static Identifier user(String value) {
    return new Identifier(USER, value);
  }

  public static Identifier consentSubject(String value) {
    return new Identifier(CONSENT_SUBJECT, value);
  }

  public static Identifier withdrawnConsent(String value) {
    return new Identifier(WITHDRAWN_CONSENT, value);
  }

  public static Identifier click(String value) {
    return new Identifier(CLICK, value);
  }

  /** What lasts longest comes first: users, then other identifiers, visitors, clicks, hashes. */
  @Override
  public int compareTo(Identifier other) {
    int byRank = Integer.compare(rank(), other.rank());
    if (byRank != 0) {
      return byRank;
    }
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : value.compareTo(other.value);
  }

  /** Whether it names one click or session, of which a person has any number. */
  static boolean isMoment(String kind) {
    return MOMENTS.contains(kind);
  }

  boolean isMoment() {
    return isMoment(kind);
  }

  /** Whether it names a browser or a machine, of which a person has several. */
  static boolean isDevice(String kind) {
    return DEVICES.contains(kind);
  }

  private int rank() {
    return switch (kind) {
      case USER -> 0;
      case VISITOR -> 2;
      case CLICK -> 3;
      case CONSENT_SUBJECT -> 4;
      case WITHDRAWN_CONSENT -> 5;
      default -> 1;
    };
  }
}
