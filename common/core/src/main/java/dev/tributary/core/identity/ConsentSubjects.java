package dev.tributary.core.identity;

import dev.tributary.core.consent.Pseudonyms;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Finds whose choice a consent event is. Consent events are stored under the keyed hash of their
 * visitor, since one that denies may not keep the visitor id; whoever holds the key can still tell
 * which of the visitors it knows is meant.
 */
public final class ConsentSubjects {

  private final Pseudonyms pseudonyms;
  private final Set<String> subjects;
  private final Set<String> withdrawn;

  /**
   * Looks for these subjects only, so that visitors who never made a choice stay without a hash.
   *
   * @param subjects visitor ids of consent events, as stored
   * @param withdrawn those of consent events that denied
   */
  public ConsentSubjects(Pseudonyms pseudonyms, Set<String> subjects, Set<String> withdrawn) {
    this.pseudonyms = pseudonyms;
    this.subjects = Set.copyOf(subjects);
    this.withdrawn = Set.copyOf(withdrawn);
  }

  /**
   * The links between a visitor and its consent events, and what is known of these; none where it
   * has none.
   */
  public List<Link> linksOf(String visitorId, Instant seenAt) {
    if (subjects.isEmpty()) {
      return List.of();
    }
    String hash = pseudonyms.of(visitorId);
    if (!subjects.contains(hash)) {
      return List.of();
    }
    Identifier subject = Identifier.consentSubject(hash);
    Link choice = new Link(Identifier.visitor(visitorId), subject, seenAt);
    return withdrawn.contains(hash)
        ? List.of(choice, new Link(subject, Identifier.withdrawnConsent(hash), seenAt))
        : List.of(choice);
  }
}
