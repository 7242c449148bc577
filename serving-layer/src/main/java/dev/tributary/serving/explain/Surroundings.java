package dev.tributary.serving.explain;

import dev.tributary.core.consent.Pseudonyms;
import dev.tributary.core.event.EventType;
import dev.tributary.core.event.Identifiers;
import dev.tributary.core.identity.ConsentSubjects;
import dev.tributary.core.identity.Cut;
import dev.tributary.core.identity.Identifier;
import dev.tributary.core.identity.IdentityGraph;
import dev.tributary.core.identity.Link;
import dev.tributary.core.identity.Resolution;
import dev.tributary.core.journey.Enricher;
import dev.tributary.core.journey.TimelineEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Links around some identifiers, asked for step by step. Once every identifier of a person has been
 * asked for, nothing that is not known can join or cut another: a limit looks at an identifier's
 * own neighbours.
 */
final class Surroundings {

  /** More are no person's; links beyond this are not followed. */
  private static final int MOST_IDENTIFIERS = 10_000;

  /** Events with a redirect's id that are read at once. */
  private static final int MOST_CARRIERS = 100_000;

  private final StoredEvents stored;
  private final IdentityGraph graph;
  private final Enricher enricher;
  private final List<Link> links = new ArrayList<>();
  private final Set<Identifier> asked = new HashSet<>();

  /** Before crowds are parted, which only who knows all of a person can tell. */
  private Resolution resolution;

  Surroundings(StoredEvents stored, IdentityGraph graph, Enricher enricher) {
    this.stored = stored;
    this.graph = graph;
    this.enricher = enricher;
    this.resolution = graph.resolveWithCrowds(List.of());
  }

  /**
   * Follows links from identifiers until their persons are known.
   *
   * @param likely more of them, to be asked for at once
   * @return whether these are all
   */
  boolean follow(Set<Identifier> ends, Set<Identifier> likely) {
    ends.forEach(end -> links.add(Link.alone(end, Instant.MAX)));
    Set<Identifier> next = new LinkedHashSet<>(likely);
    next.addAll(ends);
    next.removeAll(asked);
    while (!next.isEmpty() && asked.size() + next.size() <= MOST_IDENTIFIERS) {
      ask(next);
      next = persons(ends);
      next.removeAll(asked);
    }
    return next.isEmpty();
  }

  /**
   * Follows links from strangers who shared a browser with these persons, as far as it has to be
   * known whose their events are.
   */
  boolean meet(Set<Identifier> ends) {
    Set<Identifier> persons = persons(ends);
    Set<Identifier> users = new TreeSet<>();
    Set<Identifier> visitors = new TreeSet<>();
    for (Link link : links) {
      meet(persons, link.one(), link.other(), users, visitors);
      meet(persons, link.other(), link.one(), users, visitors);
    }
    users.removeAll(asked);
    boolean fits = asked.size() + users.size() <= MOST_IDENTIFIERS;
    if (fits && !users.isEmpty()) {
      ask(users);
    }
    return (visitors.isEmpty() || follow(visitors, Set.of())) && fits;
  }

  private static void meet(
      Set<Identifier> persons,
      Identifier one,
      Identifier other,
      Set<Identifier> users,
      Set<Identifier> visitors) {
    if (!persons.contains(one) || persons.contains(other)) {
      return;
    }
    if (isVisitor(one) && other.kind().equals(Identifier.USER)) {
      users.add(other);
    }
    if (one.kind().equals(Identifier.USER) && isVisitor(other)) {
      visitors.add(other);
    }
  }

  /** Who is who by all that was asked for, where it decides also who withdrew consent. */
  Resolution resolved(Optional<Pseudonyms> pseudonyms) {
    Resolution who = graph.resolve(links);
    return pseudonyms.isPresent() && strangersMet(who) && addWithdrawals(pseudonyms.get())
        ? graph.resolve(links)
        : who;
  }

  private boolean strangersMet(Resolution who) {
    return links.stream()
        .filter(link -> link.one().kind().equals(Identifier.USER) || isVisitor(link.one()))
        .filter(link -> link.other().kind().equals(Identifier.USER) || isVisitor(link.other()))
        .anyMatch(link -> !who.personOf(link.one()).equals(who.personOf(link.other())));
  }

  private boolean addWithdrawals(Pseudonyms pseudonyms) {
    Map<String, Identifier> visitors = new HashMap<>();
    resolution.identities().stream()
        .map(one -> one.identifier())
        .filter(Surroundings::isVisitor)
        .forEach(visitor -> visitors.put(pseudonyms.of(visitor.value()), visitor));
    Set<Identifier> subjects = new TreeSet<>();
    visitors.keySet().forEach(hash -> subjects.add(Identifier.consentSubject(hash)));
    Set<String> withdrawn = new HashSet<>();
    stored.choices(subjects).stream()
        .map(one -> enricher.enrich(one.event()))
        .filter(choice -> !choice.journeyAllowed())
        .forEach(choice -> withdrawn.add(choice.visitorId()));
    ConsentSubjects choices = new ConsentSubjects(pseudonyms, withdrawn, withdrawn);
    withdrawn.forEach(
        hash -> links.addAll(choices.linksOf(visitors.get(hash).value(), Instant.MAX)));
    return !withdrawn.isEmpty();
  }

  /** What a person goes by, without what only says something of it. */
  static Set<Identifier> of(String person, Resolution who) {
    Set<Identifier> identifiers = new TreeSet<>();
    who.identities().stream()
        .filter(identity -> identity.personId().equals(person))
        .map(identity -> identity.identifier())
        .filter(one -> !one.kind().equals(Identifier.CONSENT_SUBJECT))
        .filter(one -> !one.kind().equals(Identifier.WITHDRAWN_CONSENT))
        .forEach(identifiers::add);
    return identifiers;
  }

  /** Cuts of what was seen with these. */
  List<Cut> cutsAround(Set<Identifier> identifiers, Resolution who) {
    Set<Identifier> seen = new HashSet<>();
    for (Link link : links) {
      if (identifiers.contains(link.one()) || identifiers.contains(link.other())) {
        seen.add(link.one());
        seen.add(link.other());
      }
    }
    return who.cuts().stream().filter(cut -> seen.contains(cut.identifier())).toList();
  }

  private Set<Identifier> persons(Set<Identifier> ends) {
    Set<String> persons = new HashSet<>();
    ends.forEach(end -> resolution.personOf(end).ifPresent(persons::add));
    Set<Identifier> identifiers = new LinkedHashSet<>();
    resolution.identities().stream()
        .filter(identity -> persons.contains(identity.personId()))
        .forEach(identity -> identifiers.add(identity.identifier()));
    return identifiers;
  }

  private void ask(Set<Identifier> names) {
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
    asked.addAll(names);
    resolution = graph.resolveWithCrowds(links);
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

  private static boolean isVisitor(Identifier identifier) {
    return identifier.kind().equals(Identifier.VISITOR);
  }
}
