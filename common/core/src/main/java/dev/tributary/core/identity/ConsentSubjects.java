package dev.tributary.core.identity;

import dev.tributary.core.consent.Pseudonyms;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Finds whose choice a consent event is. Consent events are stored under the keyed hash of their
 * visitor, since one that denies may not keep the visitor id; whoever holds the key can still tell
 * which of the visitors it knows is meant.
 */
public final class ConsentSubjects {

  private final Pseudonyms pseudonyms;
  private final Set<String> subjects;

  /**
   * Looks for these subjects only, so that visitors who never made a choice stay without a hash.
   *
   * @param subjects visitor ids of consent events, as stored
   */
  public ConsentSubjects(Pseudonyms pseudonyms, Set<String> subjects) {
    this.pseudonyms = pseudonyms;
    this.subjects = Set.copyOf(subjects);
  }

  /** The link between a visitor and its consent events; empty where it has none. */
  public Optional<Link> linkOf(String visitorId, Instant seenAt) {
    if (subjects.isEmpty()) {
      return Optional.empty();
    }
    String subject = pseudonyms.of(visitorId);
    return subjects.contains(subject)
        ? Optional.of(
            new Link(Identifier.visitor(visitorId), Identifier.consentSubject(subject), seenAt))
        : Optional.empty();
  }
}
