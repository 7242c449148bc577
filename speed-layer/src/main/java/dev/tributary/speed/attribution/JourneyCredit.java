package dev.tributary.speed.attribution;

import dev.tributary.core.event.EventType;
import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.Deduplication;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.journey.Touchpoint;
import dev.tributary.core.view.AdjustmentNews;
import dev.tributary.core.view.CreditRevision;
import dev.tributary.lake.RecordEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.streaming.ListState;
import org.apache.spark.sql.streaming.MapState;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import org.apache.spark.sql.streaming.ValueState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Second stage: keeps each journey and says what credit its conversions have, whenever that
 * changes. The credit itself is core's; a batch asks for it once a journey, however many events
 * came.
 */
final class JourneyCredit extends StatefulProcessor<String, JourneyEvent, CreditMessage> {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(JourneyCredit.class);
  private static final String CONVERSION = EventType.CONVERSION.wire();

  /** Room for what a message says beside its content: the journey, the rules, which revision. */
  private static final int AROUND_CONTENT = 4_096;

  private final Meaning.Source source;
  private final long generation;
  private final int largest;
  private transient Meaning meaning;
  private transient ValueState<JourneySummary> summaries;
  private transient ListState<TimelineEvent> journey;
  private transient MapState<String, Said> said;

  /**
   * Says credit in messages of this generation.
   *
   * @param largest most bytes of a message's value
   */
  JourneyCredit(Meaning.Source source, long generation, int largest) {
    this.source = source;
    this.generation = generation;
    this.largest = largest - AROUND_CONTENT;
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
    Set<String> takenBack = new HashSet<>();
    List<TimelineEvent> arrived = remembered(CollectionConverters.asJava(rows), before, takenBack);
    if (!takenBack.isEmpty()) {
      before = without(takenBack, before);
    }
    List<CreditRevision> changed = List.of();
    if (!arrived.isEmpty() || before.converted() && !takenBack.isEmpty()) {
      Instant newest = newest(arrived, before.newest());
      boolean converted =
          before.converted()
              || arrived.stream().anyMatch(event -> CONVERSION.equals(event.eventType()));
      int events = before.events() + arrived.size();
      if (!converted && events <= meaning.retention().most()) {
        // Nothing to credit yet: the events are put away unread, which is most of all work.
        journey.appendList(arrived.toArray(TimelineEvent[]::new));
        summaries.update(
            new JourneySummary(events, newest, false, before.truncated(), before.machines()));
      } else {
        changed = credited(journeyKey, arrived, before, newest, converted);
      }
    }
    // One message at a time: each can be large, and one visitor can have many.
    return CollectionConverters.asScala(changed.stream().map(Revisions::message).iterator());
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

  private List<CreditRevision> credited(
      String journeyKey,
      List<TimelineEvent> arrived,
      JourneySummary before,
      Instant newest,
      boolean converted) {
    List<TimelineEvent> all = new ArrayList<>(arrived);
    CollectionConverters.asJava(journey.get()).forEachRemaining(all::add);
    List<TimelineEvent> unique = Deduplication.unique(all);
    List<TimelineEvent> kept = meaning.retention().of(unique, newest);
    boolean forgets = kept.size() != all.size();
    if (forgets) {
      journey.put(kept.toArray(TimelineEvent[]::new));
    } else {
      journey.appendList(arrived.toArray(TimelineEvent[]::new));
    }
    boolean truncated = before.truncated() || meaning.retention().cuts(unique, newest);
    Set<String> machines = new TreeSet<>(before.machines());
    machines.addAll(meaning.timeline().machines(unique));
    List<CreditRevision> changed = new ArrayList<>();
    for (AttributedConversion credit : meaning.timeline().attribute(unique, machines)) {
      truncated |= news(journeyKey, credit, unique, machines, changed);
    }
    for (AttributedConversion robots : meaning.timeline().worthless(unique)) {
      news(journeyKey, robots, unique, machines, changed);
    }
    if (forgets) {
      forgetWhatWasSaidBeyond(kept);
    }
    summaries.update(
        new JourneySummary(kept.size(), newest, converted, truncated, List.copyOf(machines)));
    return changed;
  }

  /** Of an order that the journey no longer holds nothing can be said again. */
  private void forgetWhatWasSaidBeyond(List<TimelineEvent> kept) {
    Set<String> orders =
        kept.stream()
            .filter(event -> CONVERSION.equals(event.eventType()))
            .map(TimelineEvent::key)
            .collect(Collectors.toSet());
    List<String> gone = new ArrayList<>();
    CollectionConverters.asJava(said.keys())
        .forEachRemaining(
            order -> {
              if (!orders.contains(order)) {
                gone.add(order);
              }
            });
    gone.forEach(said::removeKey);
  }

  /** Adds what is news; true where the credit was too large to say without leaving touches out. */
  private boolean news(
      String journeyKey,
      AttributedConversion credit,
      List<TimelineEvent> events,
      Set<String> machines,
      List<CreditRevision> changed) {
    String conversion = credit.conversion().key();
    AttributedConversion fitting = credit;
    byte[] content = Revisions.content(credit);
    List<TimelineEvent> newer = events;
    while (content.length > largest && fitting.touches().size() > 1) {
      newer = withoutOlderHalf(newer, fitting.touches());
      fitting = creditOf(conversion, newer, machines);
      content = Revisions.content(fitting);
    }
    Said last = said.containsKey(conversion) ? said.getValue(conversion) : Said.NOTHING;
    long fingerprint = Revisions.fingerprint(content);
    boolean cut = fitting != credit;
    if (last.number() == 0 || last.fingerprint() != fingerprint) {
      long number = last.number() + 1;
      said.updateValue(conversion, new Said(number, fingerprint));
      changed.add(Revisions.of(fitting, journeyKey, generation, number, meaning.ruleVersion()));
      if (cut) {
        LOG.warn(
            "The order with the key {} has {} touches, more than fit a message of {} bytes: its"
                + " provisional credit is that of the newest {}. Batch credits all of them.",
            conversion,
            credit.touches().size(),
            largest,
            fitting.touches().size());
      }
    }
    return cut;
  }

  /** What is left once the older half of these touches is left out, as beyond a journey's cap. */
  private static List<TimelineEvent> withoutOlderHalf(
      List<TimelineEvent> events, List<Touchpoint> touches) {
    Set<String> older =
        touches.subList(0, touches.size() / 2).stream()
            .map(Touchpoint::key)
            .collect(Collectors.toSet());
    return events.stream().filter(event -> !older.contains(event.key())).toList();
  }

  private AttributedConversion creditOf(
      String conversion, List<TimelineEvent> events, Set<String> machines) {
    return meaning.timeline().attribute(events, machines).stream()
        .filter(credit -> credit.conversion().key().equals(conversion))
        .findFirst()
        .orElseThrow();
  }

  /**
   * What lies before the journey's memory is left to batch, since its surroundings are gone here;
   * not so a change of consent, which holds for what came after.
   */
  private List<TimelineEvent> remembered(
      Iterator<JourneyEvent> rows, JourneySummary before, Set<String> takenBack) {
    Instant horizon =
        before.newest() == null ? Instant.MIN : meaning.retention().horizon(before.newest());
    List<TimelineEvent> arrived = new ArrayList<>();
    rows.forEachRemaining(
        row -> {
          if (row.takenBack() != null) {
            takenBack.add(row.takenBack());
          } else if (!row.event().occurredAt().isBefore(horizon)
              || Retention.outlives(row.event())) {
            arrived.add(row.event());
          }
        });
    return arrived;
  }

  /** Takes clicks away that are another's. */
  private JourneySummary without(Set<String> takenBack, JourneySummary before) {
    List<TimelineEvent> kept = new ArrayList<>();
    CollectionConverters.asJava(journey.get())
        .forEachRemaining(
            event -> {
              if (!takenBack.contains(event.key())) {
                kept.add(event);
              }
            });
    if (kept.isEmpty()) {
      journey.clear();
    } else {
      journey.put(kept.toArray(TimelineEvent[]::new));
    }
    JourneySummary after =
        new JourneySummary(
            kept.size(),
            before.newest(),
            before.converted(),
            before.truncated(),
            before.machines());
    summaries.update(after);
    return after;
  }

  private static Instant newest(List<TimelineEvent> arrived, Instant before) {
    Instant newest = before == null ? Instant.MIN : before;
    for (TimelineEvent event : arrived) {
      newest = event.occurredAt().isAfter(newest) ? event.occurredAt() : newest;
    }
    return newest;
  }
}
