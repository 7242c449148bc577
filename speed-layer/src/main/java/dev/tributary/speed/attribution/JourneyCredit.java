package dev.tributary.speed.attribution;

import dev.tributary.core.event.EventType;
import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.Deduplication;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.view.AdjustmentNews;
import dev.tributary.lake.RecordEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.streaming.ListState;
import org.apache.spark.sql.streaming.MapState;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import org.apache.spark.sql.streaming.ValueState;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Second stage: keeps each journey and says what credit its conversions have, whenever that
 * changes. The credit itself is core's; a batch asks for it once a journey, however many events
 * came.
 */
final class JourneyCredit extends StatefulProcessor<String, JourneyEvent, CreditMessage> {

  private static final long serialVersionUID = 1L;
  private static final String CONVERSION = EventType.CONVERSION.wire();

  private final Meaning.Source source;
  private final long generation;
  private transient Meaning meaning;
  private transient ValueState<JourneySummary> summaries;
  private transient ListState<TimelineEvent> journey;
  private transient MapState<String, Said> said;

  JourneyCredit(Meaning.Source source, long generation) {
    this.source = source;
    this.generation = generation;
  }

  @Override
  public void init(OutputMode outputMode, TimeMode timeMode) {
    meaning = source.meaning();
    summaries =
        getHandle()
            .getValueState("summary", RecordEncoder.of(JourneySummary.class), TTLConfig.NONE());
    journey =
        getHandle()
            .getListState("journey", RecordEncoder.of(TimelineEvent.class), TTLConfig.NONE());
    said =
        getHandle()
            .getMapState("said", Encoders.STRING(), RecordEncoder.of(Said.class), TTLConfig.NONE());
  }

  @Override
  public scala.collection.Iterator<CreditMessage> handleInputRows(
      String journeyKey, scala.collection.Iterator<JourneyEvent> rows, TimerValues timers) {
    if (journeyKey.startsWith(Routes.ADJUSTMENT)) {
      return CollectionConverters.asScala(adjusted(CollectionConverters.asJava(rows)).iterator());
    }
    JourneySummary before = summaries.exists() ? summaries.get() : JourneySummary.EMPTY;
    List<TimelineEvent> arrived = remembered(CollectionConverters.asJava(rows), before);
    List<CreditMessage> changed = new ArrayList<>();
    if (!arrived.isEmpty()) {
      Instant newest = newest(arrived, before.newest());
      boolean converted =
          before.converted()
              || arrived.stream().anyMatch(event -> CONVERSION.equals(event.eventType()));
      int events = before.events() + arrived.size();
      if (!converted && events <= meaning.retention().most()) {
        // Nothing to credit yet: the events are put away unread, which is most of all work.
        journey.appendList(arrived.toArray(TimelineEvent[]::new));
        summaries.update(new JourneySummary(events, newest, false, before.truncated()));
      } else {
        changed = credited(journeyKey, arrived, before, newest, converted);
      }
    }
    return CollectionConverters.asScala(changed.iterator());
  }

  /** An adjustment goes on as it is, once: of its duplicates the earliest received. */
  private List<CreditMessage> adjusted(Iterator<JourneyEvent> rows) {
    Iterator<TimelineEvent> kept = CollectionConverters.asJava(journey.get());
    TimelineEvent before = kept.hasNext() ? kept.next() : null;
    TimelineEvent earliest = before;
    while (rows.hasNext()) {
      TimelineEvent arrived = rows.next().event();
      earliest = earliest == null ? arrived : Deduplication.earlier(earliest, arrived);
    }
    if (earliest.equals(before)) {
      return List.of();
    }
    journey.put(new TimelineEvent[] {earliest});
    return List.of(Revisions.message(new AdjustmentNews(earliest)));
  }

  private List<CreditMessage> credited(
      String journeyKey,
      List<TimelineEvent> arrived,
      JourneySummary before,
      Instant newest,
      boolean converted) {
    List<TimelineEvent> all = new ArrayList<>(arrived);
    CollectionConverters.asJava(journey.get()).forEachRemaining(all::add);
    List<TimelineEvent> unique = Deduplication.unique(all);
    List<TimelineEvent> kept = meaning.retention().of(unique, newest);
    if (kept.size() == all.size()) {
      journey.appendList(arrived.toArray(TimelineEvent[]::new));
    } else {
      journey.put(kept.toArray(TimelineEvent[]::new));
    }
    boolean truncated = before.truncated() || unique.size() > meaning.retention().most();
    summaries.update(new JourneySummary(kept.size(), newest, converted, truncated));
    List<CreditMessage> changed = new ArrayList<>();
    for (AttributedConversion credit : meaning.timeline().attribute(unique)) {
      news(journeyKey, credit, changed);
    }
    return changed;
  }

  private void news(String journeyKey, AttributedConversion credit, List<CreditMessage> changed) {
    String conversion = credit.conversion().key();
    Said last = said.containsKey(conversion) ? said.getValue(conversion) : Said.NOTHING;
    long fingerprint = Revisions.fingerprint(credit);
    if (last.number() == 0 || last.fingerprint() != fingerprint) {
      long number = last.number() + 1;
      said.updateValue(conversion, new Said(number, fingerprint));
      changed.add(
          Revisions.message(
              Revisions.of(credit, journeyKey, generation, number, meaning.ruleVersion())));
    }
  }

  /** What lies before the journey's memory is left to batch: its surroundings are gone here. */
  private List<TimelineEvent> remembered(Iterator<JourneyEvent> rows, JourneySummary before) {
    Instant horizon =
        before.newest() == null ? Instant.MIN : meaning.retention().horizon(before.newest());
    List<TimelineEvent> arrived = new ArrayList<>();
    rows.forEachRemaining(
        row -> {
          if (!row.event().occurredAt().isBefore(horizon)) {
            arrived.add(row.event());
          }
        });
    return arrived;
  }

  private static Instant newest(List<TimelineEvent> arrived, Instant before) {
    Instant newest = before == null ? Instant.MIN : before;
    for (TimelineEvent event : arrived) {
      newest = event.occurredAt().isAfter(newest) ? event.occurredAt() : newest;
    }
    return newest;
  }
}
