package dev.tributary.core.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Two identifiers seen on one event, or one identifier alone (then both ends are the same).
 *
 * @param seenAt when it happened (occurred_at)
 */
public record Link(Identifier one, Identifier other, Instant seenAt) {

  /** An identifier that was seen, linked to nothing. */
  public static Link alone(Identifier identifier, Instant seenAt) {
    return new Link(identifier, identifier, seenAt);
  }

  /** What an event with these identifiers says: each pair of them is linked. */
  public static List<Link> among(List<Identifier> identifiers, Instant seenAt) {
    List<Link> links = new ArrayList<>();
    if (identifiers.size() == 1) {
      links.add(alone(identifiers.get(0), seenAt));
    }
    for (int i = 0; i < identifiers.size(); i++) {
      for (int j = i + 1; j < identifiers.size(); j++) {
        links.add(new Link(identifiers.get(i), identifiers.get(j), seenAt));
      }
    }
    return links;
  }

  /** What an event says of who it was; null identifiers say nothing. */
  public static List<Link> ofEvent(String visitorId, String userId, String clickId, Instant at) {
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
    return among(identifiers, at);
  }

  boolean loose() {
    return one.equals(other);
  }
}
