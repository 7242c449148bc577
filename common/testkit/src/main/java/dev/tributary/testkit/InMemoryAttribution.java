package dev.tributary.testkit;

import dev.tributary.core.config.Config;
import dev.tributary.core.event.Event;
import dev.tributary.core.event.Identifiers;
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
import java.util.stream.Collectors;

/** The reference implementation: core alone, all events in memory. */
public final class InMemoryAttribution {

  private final Enricher enricher;
  private final IdentityGraph graph;
  private final PersonTimeline timeline;

  public InMemoryAttribution(Config config) {
    enricher = new Enricher(config);
    graph = new IdentityGraph(config);
    timeline = new PersonTimeline(config);
  }

  /** The credit of all conversions, in journey order. */
  public List<AttributedConversion> attribute(Collection<Event> events) {
    List<TimelineEvent> unique =
        Deduplication.unique(events.stream().map(enricher::enrich).toList());
    Resolution who = graph.resolve(unique.stream().flatMap(one -> links(one).stream()).toList());
    Map<String, List<TimelineEvent>> byPerson =
        unique.stream().collect(Collectors.groupingBy(event -> personOf(event, who)));
    List<AttributedConversion> attributed = new ArrayList<>();
    byPerson.values().forEach(person -> attributed.addAll(timeline.attribute(person)));
    attributed.sort(
        Comparator.comparing(AttributedConversion::conversion, JourneyOrder.COMPARATOR));
    return attributed;
  }

  private static List<Link> links(TimelineEvent event) {
    return Link.ofEvent(
        event.visitorId(), event.userId(), firstPartyClick(event), event.occurredAt());
  }

  private static String personOf(TimelineEvent event, Resolution who) {
    return who.personOf(event.visitorId(), event.userId(), firstPartyClick(event))
        .orElse(event.key());
  }

  private static String firstPartyClick(TimelineEvent event) {
    return Identifiers.FIRST_PARTY_CLICK_ID.equals(event.clickIdType()) ? event.clickId() : null;
  }
}
