package dev.tributary.core.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Two identifiers seen on one event, or one identifier alone (then both ends are the same).
 *
 * @param seenAt when it happened (occurred_at)
 * @param meaning whether the event joins the two or takes an earlier link back
 */
public record Link(Identifier one, Identifier other, Instant seenAt, Meaning meaning) {

  /** Stands for a time that nobody gives; later than any, so that it dates nothing. */
  static final Instant UNDATED = Instant.MAX;

  /** Whose a click or session is, where its event names several. */
  private static final Comparator<Identifier> CLOSEST_TO_A_MOMENT =
      Comparator.comparing((Identifier one) -> !one.kind().equals(Identifier.VISITOR))
          .thenComparing(one -> !Identifier.isDevice(one.kind()))
          .thenComparing(Comparator.naturalOrder());

  /** What an event says of two identifiers. */
  public enum Meaning {
    /** They are one person's. */
    TOGETHER,
    /** They are not: what linked them until now was wrong, unless it is said again later. */
    APART
  }

  /** Two identifiers of one person. */
  public Link(Identifier one, Identifier other, Instant seenAt) {
    this(one, other, seenAt, Meaning.TOGETHER);
  }

  /** An identifier that was seen, linked to nothing. */
  public static Link alone(Identifier identifier, Instant seenAt) {
    return new Link(identifier, identifier, seenAt);
  }

  /**
   * What an event with these identifiers says: each pair of them is linked, but a click or a
   * session only to the browser that made it, else to the device, else to the user or whoever else
   * is named. So those of a shared computer join nobody either, and taking a user away from a
   * browser takes it away from that browser's clicks.
   */
  public static List<Link> among(List<Identifier> identifiers, Instant seenAt) {
    Optional<Identifier> maker =
        identifiers.stream().filter(one -> !one.isMoment()).min(CLOSEST_TO_A_MOMENT);
    List<Link> links =
        pairs(identifiers, seenAt, Meaning.TOGETHER).stream()
            .filter(link -> maker.isEmpty() || !link.hasMoment() || link.has(maker.get()))
            .toList();
    return links.isEmpty() && !identifiers.isEmpty()
        ? List.of(alone(identifiers.get(0), seenAt))
        : links;
  }

  /**
   * What an event says that takes links back: every direct link between any two of these
   * identifiers up to and including that time.
   */
  public static List<Link> apartAmong(List<Identifier> identifiers, Instant at) {
    return pairs(identifiers, at, Meaning.APART);
  }

  /** What an event says of who it was; null identifiers say nothing. */
  public static List<Link> ofEvent(String visitorId, String userId, String clickId, Instant at) {
    return among(identifiers(visitorId, userId, clickId), at);
  }

  /** What an unlink event says; null identifiers say nothing. */
  public static List<Link> ofUnlink(String visitorId, String userId, String clickId, Instant at) {
    return apartAmong(identifiers(visitorId, userId, clickId), at);
  }

  boolean loose() {
    return one.equals(other);
  }

  private static List<Link> pairs(List<Identifier> identifiers, Instant at, Meaning meaning) {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < identifiers.size(); i++) {
      for (int j = i + 1; j < identifiers.size(); j++) {
        links.add(new Link(identifiers.get(i), identifiers.get(j), at, meaning));
      }
    }
    return links;
  }

  private boolean hasMoment() {
    return one.isMoment() || other.isMoment();
  }

  private boolean has(Identifier identifier) {
    return one.equals(identifier) || other.equals(identifier);
  }

  private static List<Identifier> identifiers(String visitorId, String userId, String clickId) {
    List<Identifier> identifiers = new ArrayList<>(3);
    if (visitorId != null) {
      identifiers.add(Identifier.visitor(visitorId));
    }
    if (userId != null) {
      identifiers.add(Identifier.user(userId));
    }
    if (clickId != null) {
      identifiers.add(Identifier.click(clickId));
    }
    return identifiers;
  }
}
