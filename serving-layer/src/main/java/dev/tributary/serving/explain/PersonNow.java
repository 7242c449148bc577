package dev.tributary.serving.explain;

import dev.tributary.core.identity.Cut;
import dev.tributary.core.identity.Identifier;
import dev.tributary.core.identity.Resolution;
import dev.tributary.core.journey.EventOwner;
import dev.tributary.core.journey.TimelineEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All identifiers of whoever made an event, by what is stored now: core resolves the links around
 * them, as a batch over the whole log would.
 *
 * @param identifiers visitors, users and redirects, in their order
 * @param cuts identifiers around them that would join too many, and so do not
 * @param complete whether these are all
 * @param who them, and those with whom they share browsers
 */
record PersonNow(
    Set<Identifier> identifiers, List<Cut> cuts, boolean complete, Resolution who, String person) {

  /**
   * Follows links from an event.
   *
   * @param likely identifiers that a publication knew as the same person's, to be asked for at once
   */
  static PersonNow of(RawJourney.Search search, TimelineEvent event, Set<Identifier> likely) {
    Identifier maker = EventOwner.of(event);
    if (maker.kind().equals(EventOwner.NOBODY)) {
      return new PersonNow(Set.of(), List.of(), true, search.graph().resolve(List.of()), "");
    }
    Set<Identifier> ends = new TreeSet<>(Set.of(maker));
    if (event.userId() != null) {
      ends.add(Identifier.user(event.userId()));
    }
    Surroundings around = new Surroundings(search.stored(), search.graph(), search.enricher());
    boolean complete = around.follow(ends, likely);
    complete &= around.meet(ends);
    Resolution who = around.resolved(search.pseudonyms());
    String person = EventOwner.personOf(event, who).orElseThrow();
    Set<Identifier> identifiers = Surroundings.of(person, who);
    return new PersonNow(identifiers, around.cutsAround(identifiers, who), complete, who, person);
  }

  /** Whether an event is this person's; changes of consent are found by their subjects. */
  boolean made(TimelineEvent event) {
    return EventOwner.personOf(event, who).equals(Optional.of(person));
  }

  /** Whether an event names this person, whosoever it is. */
  boolean namedBy(TimelineEvent event) {
    return identifiers.contains(EventOwner.of(event))
        || event.userId() != null && identifiers.contains(Identifier.user(event.userId()));
  }

  /** Users whose events are this person's on whatever browser. */
  Set<Identifier> guests() {
    Set<Identifier> shared =
        who.cuts().stream()
            .filter(Cut::isSharedLogin)
            .map(Cut::identifier)
            .collect(Collectors.toCollection(HashSet::new));
    return identifiers.stream()
        .filter(one -> one.kind().equals(Identifier.USER) && !shared.contains(one))
        .collect(Collectors.toSet());
  }
}
