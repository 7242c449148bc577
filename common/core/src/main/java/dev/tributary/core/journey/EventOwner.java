package dev.tributary.core.journey;

import dev.tributary.core.event.EventType;
import dev.tributary.core.event.Identifiers;
import dev.tributary.core.identity.Identifier;
import dev.tributary.core.identity.Resolution;
import java.util.Optional;

/** Which of an event's identifiers says whose it is. */
public final class EventOwner {

  /** The kind of what an event that names nobody has instead of an identifier. */
  public static final String NOBODY = "event";

  private EventOwner() {}

  /**
   * Its visitor, else its user, else the redirect whose id it has; a change of consent is its
   * subject's. An event that names nobody is its own. Where a visitor and a user are named who are
   * two persons, {@link #personOf} says whose it is.
   */
  public static Identifier of(TimelineEvent event) {
    if (EventType.CONSENT.wire().equals(event.eventType()) && event.visitorId() != null) {
      return Identifier.consentSubject(event.visitorId());
    }
    if (event.visitorId() != null) {
      return Identifier.visitor(event.visitorId());
    }
    if (event.userId() != null) {
      return Identifier.user(event.userId());
    }
    return Identifiers.FIRST_PARTY_CLICK_ID.equals(event.clickIdType())
        ? Identifier.click(event.clickId())
        : new Identifier(NOBODY, event.key());
  }

  /** The person whose an event is; empty where nobody knows any. */
  public static Optional<String> personOf(TimelineEvent event, Resolution who) {
    Identifier owner = of(event);
    return owner.kind().equals(Identifier.VISITOR)
        ? who.personOf(event.visitorId(), event.userId(), null)
        : who.personOf(owner);
  }
}
