package dev.tributary.testkit;

import dev.tributary.core.adjustment.Posting;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
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
import dev.tributary.core.journey.EventOwner;
import dev.tributary.core.journey.JourneyOrder;
import dev.tributary.core.journey.PersonTimeline;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.view.AdjustmentRows;
import dev.tributary.core.view.CreditRow;
import dev.tributary.core.view.Credits;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reference implementation: core alone, all events in memory. */
public final class InMemoryAttribution {

  private final Enricher enricher;
  private final IdentityGraph graph;
  private final PersonTimeline timeline;
  private final Pseudonyms pseudonyms;
  private final ZoneId zone;
  private final Credits credits;

  /**
   * @param pseudonyms those under which consent events were admitted
   */
  public InMemoryAttribution(Config config, Pseudonyms pseudonyms) {
    enricher = new Enricher(config);
    graph = new IdentityGraph(config);
    timeline = new PersonTimeline(config);
    this.pseudonyms = pseudonyms;
    zone = config.value(ReportingSettings.TIME_ZONE);
    credits = new Credits(zone);
  }

  /** The credit of all conversions, in journey order. */
  public List<AttributedConversion> attribute(Collection<Event> events) {
    return persons(events)
        .flatMap(person -> timeline.attribute(person).stream())
        .sorted(Comparator.comparing(AttributedConversion::conversion, JourneyOrder.COMPARATOR))
        .toList();
  }

  /** The same credit as explanations tell it, one conversion at a time. */
  public List<AttributedConversion> explain(Collection<Event> events) {
    return persons(events)
        .flatMap(
            person ->
                person.stream()
                    .filter(event -> event.eventType().equals(EventType.CONVERSION.wire()))
                    .map(conversion -> timeline.explain(person, conversion.key()))
                    .flatMap(explanation -> explanation.credit().stream()))
        .toList();
  }

  /** The rows of all credit and of what adjustments move. */
  public List<CreditRow> rows(Collection<Event> events) {
    Map<String, List<TimelineEvent>> adjustments =
        events.stream()
            .filter(event -> event instanceof Event.Adjustment)
            .map(enricher::enrich)
            .collect(Collectors.groupingBy(InMemoryAttribution::order));
    List<CreditRow> all = new ArrayList<>();
    for (AttributedConversion credit : attribute(events)) {
      List<CreditRow> original = credits.published(credit, null, null);
      all.addAll(original);
      for (Posting posting :
          AdjustmentRows.postings(
              original, adjustments.getOrDefault(order(credit.conversion()), List.of()))) {
        all.addAll(new AdjustmentRows(zone).of(original, posting, null));
      }
    }
    return all;
  }

  private static String order(TimelineEvent event) {
    return event.conversionType() + " " + event.orderId();
  }

  private Stream<List<TimelineEvent>> persons(Collection<Event> events) {
    List<TimelineEvent> unique =
        Deduplication.unique(events.stream().map(enricher::enrich).toList());
    Resolution who = graph.resolve(links(unique));
    return unique.stream()
        .collect(
            Collectors.groupingBy(event -> EventOwner.personOf(event, who).orElse(event.key())))
        .values()
        .stream();
  }

  private List<Link> links(List<TimelineEvent> events) {
    ConsentSubjects subjects =
        new ConsentSubjects(
            pseudonyms,
            subjects(events, event -> true),
            subjects(events, event -> !event.journeyAllowed()));
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
            .map(visitor -> subjects.linksOf(visitor, event.occurredAt()))
            .ifPresent(links::addAll);
      }
    }
    return links;
  }

  /** Visitor ids of such consent events, as stored. */
  private static Set<String> subjects(List<TimelineEvent> events, Predicate<TimelineEvent> which) {
    return events.stream()
        .filter(InMemoryAttribution::isConsent)
        .filter(which)
        .map(TimelineEvent::visitorId)
        .collect(Collectors.toSet());
  }

  private static boolean isConsent(TimelineEvent event) {
    return event.eventType().equals(EventType.CONSENT.wire());
  }

  private static String firstPartyClick(TimelineEvent event) {
    return Identifiers.FIRST_PARTY_CLICK_ID.equals(event.clickIdType()) ? event.clickId() : null;
  }
}
