package dev.tributary.batch;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.event.EventType;
import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.PersonTimeline;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.journey.Touchpoint;
import dev.tributary.core.view.CreditRow;
import dev.tributary.core.view.Credits;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;

/** Hands the events of one person to core and turns the answer into rows of the run's days. */
final class AttributePerson implements FlatMapGroupsFunction<String, TimelineEvent, PersonOutcome> {

  private static final long serialVersionUID = 1L;

  private final Map<String, String> settings;
  private final LocalDate from;
  private final LocalDate to;
  private final String publicationId;

  /** Made once a task, since core's classes stay out of Spark's serialisation. */
  private transient PersonTimeline timeline;

  private transient Credits rows;
  private transient ZoneId zone;

  AttributePerson(Config config, DayPlan plan, String publicationId) {
    settings = config.texts();
    from = plan.from();
    to = plan.to();
    this.publicationId = publicationId;
  }

  @Override
  public Iterator<PersonOutcome> call(String person, Iterator<TimelineEvent> events) {
    prepare();
    Map<String, TimelineEvent> byKey = new HashMap<>();
    events.forEachRemaining(event -> byKey.put(event.key(), event));
    PersonOutcome outcome = outcome(person, byKey);
    return outcome.touchpoints().isEmpty() && outcome.conversions().isEmpty()
        ? List.<PersonOutcome>of().iterator()
        : List.of(outcome).iterator();
  }

  private void prepare() {
    if (timeline == null) {
      Config config = Config.of(settings);
      timeline = new PersonTimeline(config);
      zone = config.value(ReportingSettings.TIME_ZONE);
      rows = new Credits(zone);
    }
  }

  private PersonOutcome outcome(String person, Map<String, TimelineEvent> byKey) {
    List<TouchpointRow> touchpoints = new ArrayList<>();
    for (Touchpoint touch : timeline.touchpoints(byKey.values())) {
      if (within(touch.at())) {
        touchpoints.add(touchpoint(person, touch, byKey.get(touch.key()).visitorId()));
      }
    }
    List<ConversionRow> conversions = new ArrayList<>();
    List<CreditRow> credits = new ArrayList<>();
    if (byKey.values().stream().anyMatch(this::convertsWithin)) {
      for (AttributedConversion attributed : timeline.attribute(byKey.values())) {
        if (within(attributed.conversion().occurredAt())) {
          conversions.add(conversion(person, attributed));
          credits.addAll(rows.published(attributed, person, publicationId));
        }
      }
    }
    return new PersonOutcome(touchpoints, conversions, credits);
  }

  private boolean convertsWithin(TimelineEvent event) {
    return EventType.CONVERSION.wire().equals(event.eventType()) && within(event.occurredAt());
  }

  private boolean within(Instant at) {
    LocalDate day = at.atZone(zone).toLocalDate();
    return !day.isBefore(from) && !day.isAfter(to);
  }

  private ConversionRow conversion(String person, AttributedConversion attributed) {
    TimelineEvent event = attributed.conversion();
    return new ConversionRow(
        person,
        event.key(),
        event.orderId(),
        event.conversionType(),
        event.occurredAt(),
        event.occurredAt().atZone(zone).toLocalDate(),
        event.valueMinor() == null ? 0 : event.valueMinor(),
        event.currency(),
        event.visitorId(),
        attributed.unattributed(),
        publicationId);
  }

  private TouchpointRow touchpoint(String person, Touchpoint touch, String visitorId) {
    return new TouchpointRow(
        person,
        touch.key(),
        touch.at(),
        touch.kind(),
        touch.channel(),
        touch.source(),
        touch.medium(),
        touch.campaign(),
        touch.adGroup(),
        touch.clickId(),
        visitorId,
        publicationId);
  }
}
