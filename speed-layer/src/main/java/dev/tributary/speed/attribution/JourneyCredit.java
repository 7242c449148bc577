package dev.tributary.speed.attribution;

import dev.tributary.core.event.EventType;
import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.Deduplication;
import dev.tributary.core.journey.PersonJourney;
import dev.tributary.core.journey.TimelineEvent;
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
import scala.jdk.javaapi.CollectionConverters;

/**
 * Second stage: keeps each journey and says what credit its conversions have, whenever that
 * changes. The credit itself is core's; a batch asks for it once a journey, however many events
 * came, and for the orders only that these can have moved.
 */
final class JourneyCredit extends StatefulProcessor<String, JourneyEvent, CreditMessage> {

  private static final long serialVersionUID = 1L;
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
    List<TimelineEvent> lastCredited = before.converted() ? kept() : List.of();
    List<TimelineEvent> left = lastCredited;
    if (!takenBack.isEmpty()) {
      left = without(takenBack);
      before = before.of(left.size());
      summaries.update(before);
    }
    List<CreditRevision> changed = List.of();
    if (!arrived.isEmpty() || before.converted() && !takenBack.isEmpty()) {
      Instant newest = newest(arrived, before.newest());
      boolean converted = before.converted() || arrived.stream().anyMatch(JourneyCredit::order);
      int events = before.events() + arrived.size();
      if (!converted && events <= meaning.retention().most()) {
        // Nothing to credit yet: the events are put away unread, which is most of all work.
        journey.appendList(arrived.toArray(TimelineEvent[]::new));
        summaries.update(
            new JourneySummary(
                events, newest, false, before.truncated(), before.machines(), before.definition()));
      } else {
        left = before.converted() ? left : kept();
        changed = credited(journeyKey, arrived, left, lastCredited, before, newest);
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
      List<TimelineEvent> left,
      List<TimelineEvent> lastCredited,
      JourneySummary before,
      Instant newest) {
    List<TimelineEvent> all = new ArrayList<>(arrived);
    all.addAll(left);
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
    boolean anew = before.definition() == null || before.definition() != meaning.definition();
    PersonJourney now = meaning.timeline().journey(unique, machines);
    PersonJourney then =
        anew
            ? PersonJourney.NOTHING
            : meaning.timeline().journey(lastCredited, Set.copyOf(before.machines()));
    List<CreditRevision> changed = new ArrayList<>();
    for (AttributedConversion credit : meaning.timeline().moved(then, now)) {
      truncated |= news(journeyKey, credit, now, changed);
    }
    // What is said of a robot's order follows from the order alone.
    List<TimelineEvent> unsaid = anew ? unique : ofKeys(arrived, unique);
    for (AttributedConversion robots : meaning.timeline().worthless(unsaid)) {
      news(journeyKey, robots, now, changed);
    }
    if (forgets) {
      forgetWhatWasSaidBeyond(kept);
    }
    summaries.update(
        new JourneySummary(
            kept.size(),
            newest,
            before.converted() || arrived.stream().anyMatch(JourneyCredit::order),
            truncated,
            List.copyOf(machines),
            meaning.definition()));
    return changed;
  }

  private static boolean order(TimelineEvent event) {
    return CONVERSION.equals(event.eventType());
  }

  /** Of these events those that have the key of one of the arrived. */
  private static List<TimelineEvent> ofKeys(
      List<TimelineEvent> arrived, List<TimelineEvent> events) {
    Set<String> keys = arrived.stream().map(TimelineEvent::key).collect(Collectors.toSet());
    return events.stream().filter(event -> keys.contains(event.key())).toList();
  }

  private List<TimelineEvent> kept() {
    List<TimelineEvent> kept = new ArrayList<>();
    CollectionConverters.asJava(journey.get()).forEachRemaining(kept::add);
    return kept;
  }

  /** Of an order that the journey no longer holds nothing can be said again. */
  private void forgetWhatWasSaidBeyond(List<TimelineEvent> kept) {
    Set<String> orders =
        kept.stream()
            .filter(JourneyCredit::order)
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
      PersonJourney of,
      List<CreditRevision> changed) {
    FittingCredit fitting = FittingCredit.of(credit, of, meaning.timeline(), largest);
    String conversion = credit.conversion().key();
    Said last = said.containsKey(conversion) ? said.getValue(conversion) : Said.NOTHING;
    if (last.number() == 0 || last.fingerprint() != fitting.fingerprint()) {
      long number = last.number() + 1;
      said.updateValue(conversion, new Said(number, fitting.fingerprint()));
      changed.add(
          Revisions.of(fitting.credit(), journeyKey, generation, number, meaning.ruleVersion()));
      fitting.warnOfCut(credit, largest);
    }
    return fitting.cut();
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

  /** Takes clicks away that are another's, and tells what is left. */
  private List<TimelineEvent> without(Set<String> takenBack) {
    List<TimelineEvent> left = kept();
    left.removeIf(event -> takenBack.contains(event.key()));
    if (left.isEmpty()) {
      journey.clear();
    } else {
      journey.put(left.toArray(TimelineEvent[]::new));
    }
    return left;
  }

  private static Instant newest(List<TimelineEvent> arrived, Instant before) {
    Instant newest = before == null ? Instant.MIN : before;
    for (TimelineEvent event : arrived) {
      newest = event.occurredAt().isAfter(newest) ? event.occurredAt() : newest;
    }
    return newest;
  }
}
