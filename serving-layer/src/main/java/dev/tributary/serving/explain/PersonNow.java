package dev.tributary.serving.explain;

import dev.tributary.core.event.EventType;
import dev.tributary.core.event.Identifiers;
import dev.tributary.core.identity.Cut;
import dev.tributary.core.identity.Identifier;
import dev.tributary.core.identity.IdentityGraph;
import dev.tributary.core.identity.Link;
import dev.tributary.core.identity.Resolution;
import dev.tributary.core.journey.Enricher;
import dev.tributary.core.journey.TimelineEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All identifiers of whoever made an event, by what is stored now: core resolves the links around
 * them, as a batch over the whole log would. Once every identifier of the person has been asked
 * for, nothing that is not known can join or cut another: a limit looks at an identifier's own
 * neighbours.
 *
 * @param identifiers visitors, users and redirects, in their order
 * @param cuts identifiers around them that would join too many, and so do not
 * @param complete whether these are all
 */
record PersonNow(Set<Identifier> identifiers, List<Cut> cuts, boolean complete) {

  /** Of an event that names nobody. */
  static final PersonNow NOBODY = new PersonNow(Set.of(), List.of(), true);

  /** More are no person's; links beyond this are not followed. */
  private static final int MOST_IDENTIFIERS = 10_000;

  /** Events with a redirect's id that are read at once. */
  private static final int MOST_CARRIERS = 100_000;

  /**
   * Follows links from one identifier.
   *
   * @param likely identifiers that a publication knew as the same person's, to be asked for at once
   */
  static PersonNow of(
      StoredEvents stored,
      Identifier maker,
      Set<Identifier> likely,
      IdentityGraph graph,
      Enricher enricher) {
    Resolution resolution = graph.resolve(List.of());
    Set<Identifier> person = new TreeSet<>(Set.of(maker));
    Set<Identifier> asked = new HashSet<>();
    Set<Identifier> next = new LinkedHashSet<>(likely);
    next.add(maker);
    List<Link> links = new ArrayList<>(List.of(Link.alone(maker, Instant.MAX)));
    while (!next.isEmpty() && asked.size() + next.size() <= MOST_IDENTIFIERS) {
      links.addAll(links(stored, next, enricher));
      asked.addAll(next);
      resolution = graph.resolve(links);
      person = personOf(maker, resolution);
      next = new LinkedHashSet<>(person);
      next.removeAll(asked);
    }
    return new PersonNow(person, resolution.cuts(), next.isEmpty());
  }

  private static Set<Identifier> personOf(Identifier maker, Resolution resolution) {
    Optional<String> person = resolution.personOf(maker);
    Set<Identifier> identifiers = new TreeSet<>();
    resolution.identities().stream()
        .filter(identity -> Optional.of(identity.personId()).equals(person))
        .forEach(identity -> identifiers.add(identity.identifier()));
    return identifiers;
  }

  private static List<Link> links(StoredEvents stored, Set<Identifier> names, Enricher enricher) {
    List<Link> links = new ArrayList<>();
    for (Object[] row : stored.together(names)) {
      for (Object at : List.of(row[3], row[4])) {
        links.addAll(said((String) row[2], (String) row[0], (String) row[1], null, (Instant) at));
      }
    }
    stored.carriers(names, MOST_CARRIERS).stream()
        .map(one -> enricher.enrich(one.event()))
        .forEach(
            event ->
                links.addAll(
                    said(
                        event.eventType(),
                        event.visitorId(),
                        event.userId(),
                        redirect(event),
                        event.occurredAt())));
    return links;
  }

  private static List<Link> said(
      String eventType, String visitorId, String userId, String clickId, Instant at) {
    return EventType.UNLINK.wire().equals(eventType)
        ? Link.ofUnlink(visitorId, userId, clickId, at)
        : Link.ofEvent(visitorId, userId, clickId, at);
  }

  /** The id of our redirect that an event names, or null. */
  private static String redirect(TimelineEvent event) {
    boolean ours = Identifiers.FIRST_PARTY_CLICK_ID.equals(event.clickIdType());
    return ours ? event.clickId() : null;
  }
}
