package dev.tributary.batch.layout;

import dev.tributary.core.config.Config;
import dev.tributary.core.journey.PersonEvents;
import dev.tributary.core.journey.PersonJourney;
import dev.tributary.core.journey.PersonTimeline;
import dev.tributary.core.journey.TimelineEvent;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.broadcast.Broadcast;

/** Lays out the journey of one person; who has neither touch nor conversion nor link has no row. */
final class LayPerson implements FlatMapGroupsFunction<Owner, TimelineEvent, JourneyRow> {

  private static final long serialVersionUID = 1L;

  /** Some twenty megabytes of events: a person hardly has as many. */
  private static final int LOOK_FROM = 20_000;

  private final Map<String, String> settings;
  private final Broadcast<People> people;
  private final long generation;

  /** Made once a task, since core's classes stay out of Spark's serialisation. */
  private transient PersonTimeline timeline;

  LayPerson(Config config, Broadcast<People> people, long generation) {
    settings = config.texts();
    this.people = people;
    this.generation = generation;
  }

  @Override
  public Iterator<JourneyRow> call(Owner owner, Iterator<TimelineEvent> events) {
    if (timeline == null) {
      timeline = new PersonTimeline(Config.of(settings));
    }
    PersonEvents gathered = new PersonEvents(timeline, LOOK_FROM);
    events.forEachRemaining(gathered::add);
    PersonJourney journey = gathered.journey();
    String person = People.personOf(owner.name());
    List<String> identifiers = people.value().identifiersOf(person);
    return journey.touches().isEmpty() && journey.conversions().isEmpty() && identifiers.isEmpty()
        ? List.<JourneyRow>of().iterator()
        : List.of(JourneyRow.of(person, journey, identifiers, generation)).iterator();
  }
}
