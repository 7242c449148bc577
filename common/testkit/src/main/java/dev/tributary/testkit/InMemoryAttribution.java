package dev.tributary.testkit;

import dev.tributary.core.config.Config;
import dev.tributary.core.consent.Pseudonyms;
import dev.tributary.core.event.Event;
import dev.tributary.core.event.EventType;
import dev.tributary.core.event.Identifiers;
import dev.tributary.core.identity.ConsentSubjects;
import dev.tributary.core.identity.Identifier;
import dev.tributary.core.identity.IdentityGraph;
import dev.tributary.core.identity.Link;
import dev.tributary.core.identity.Resolution;
import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.Deduplication;
import dev.tributary.core.journey.Enricher;
import dev.tributary.core.journey.JourneyOrder;
import dev.tributary.core.journey.PersonTimeline;
import dev.tributary.core.journey.TimelineEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The reference implementation: core alone, all events in memory. */
public final class InMemoryAttribution {

  private final Enricher enricher;
  private final IdentityGraph graph;
  private final PersonTimeline timeline;
  private final Pseudonyms pseudonyms;

  /**
   * @param pseudonyms those under which consent events were admitted
   */
  public InMemoryAttribution(Config config, Pseudonyms pseudonyms) {
    enricher = new Enricher(config);
    graph = new IdentityGraph(config);
    timeline = new PersonTimeline(config);
    this.pseudonyms = pseudonyms;
  }

  /** The credit of all conversions, in journey order. */
  public List<AttributedConversion> attribute(Collection<Event> events) {
    List<TimelineEvent> unique =
        Deduplication.unique(events.stream().map(enricher::enrich).toList());
    Resolution who = graph.resolve(links(unique));
    Map<String, List<TimelineEvent>> byPerson =
        unique.stream().collect(Collectors.groupingBy(event -> personOf(event, who)));
    List<AttributedConversion> attributed = new ArrayList<>();
    byPerson.values().forEach(person -> attributed.addAll(timeline.attribute(person)));
    attributed.sort(
        Comparator.comparing(AttributedConversion::conversion, JourneyOrder.COMPARATOR));
    return attributed;
  }

  private List<Link> links(List<TimelineEvent> events) {
    ConsentSubjects subjects =
        new ConsentSubjects(
            pseudonyms,
            events.stream()
                .filter(InMemoryAttribution::isConsent)
                .map(TimelineEvent::visitorId)
                .collect(Collectors.toSet()));
    List<Link> links = new ArrayList<>();
    for (TimelineEvent event : events) {
      if (isConsent(event)) {
        links.add(Link.alone(Identifier.consentSubject(event.visitorId()), event.occurredAt()));
      } else if (event.eventType().equals(EventType.UNLINK.wire())) {
        links.addAll(
            Link.ofUnlink(
                event.visitorId(), event.userId(), firstPartyClick(event), event.occurredAt()));
      } else {
        links.addAll(
            Link.ofEvent(
                event.visitorId(), event.userId(), firstPartyClick(event), event.occurredAt()));
        Optional.ofNullable(event.visitorId())
            .flatMap(visitor -> subjects.linkOf(visitor, event.occurredAt()))
            .ifPresent(links::add);
      }
    }
    return links;
  }

  private static String personOf(TimelineEvent event, Resolution who) {
    Optional<String> person =
        isConsent(event)
            ? who.personOf(Identifier.consentSubject(event.visitorId()))
            : who.personOf(event.visitorId(), event.userId(), firstPartyClick(event));
    return person.orElse(event.key());
  }

  private static boolean isConsent(TimelineEvent event) {
    return event.eventType().equals(EventType.CONSENT.wire());
  }

  private static String firstPartyClick(TimelineEvent event) {
    return Identifiers.FIRST_PARTY_CLICK_ID.equals(event.clickIdType()) ? event.clickId() : null;
  }
}
