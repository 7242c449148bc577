package dev.tributary.core.journey;

import dev.tributary.core.attribution.Attribution;
import dev.tributary.core.config.Config;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The events of one person, and the credit that follows from them. Total and independent of the
 * order in which events are given; speed, batch, explain and the tests all call it.
 *
 * <p>Example: {@code new PersonTimeline(config).attribute(events)}. Thread-safe.
 */
public final class PersonTimeline {

  /** Source and medium of what says nothing of where it came from. */
  static final String DIRECT_SOURCE = "(direct)";

  static final String DIRECT_MEDIUM = "(none)";

  private final Candidates candidates;
  private final Eligibility eligibility;
  private final PathOptions options;
  private final Attribution attribution;
  private final ThreadLocal<JourneySweep> sweep;

  /** Windows, sessions, path options and weights as the config says. */
  public PersonTimeline(Config config) {
    candidates = new Candidates(config);
    eligibility = new Eligibility(config);
    options = new PathOptions(config);
    attribution = new Attribution(config);
    sweep = ThreadLocal.withInitial(() -> new JourneySweep(config));
  }

  /**
   * The credit of every conversion of a person, in journey order.
   *
   * @param eventsOfOnePerson in any order, duplicates included; conversions by bots earn nothing
   *     and do not appear
   */
  public List<AttributedConversion> attribute(Collection<TimelineEvent> eventsOfOnePerson) {
    return attribute(eventsOfOnePerson, Set.of());
  }

  /**
   * The same where more is known than these events show.
   *
   * @param knownMachines devices that earlier events showed to be none of a person: {@link
   *     #machines}
   */
  public List<AttributedConversion> attribute(
      Collection<TimelineEvent> eventsOfOnePerson, Set<String> knownMachines) {
    PersonJourney journey = journey(eventsOfOnePerson, knownMachines);
    return attribute(journey, 0, journey.conversions().size());
  }

  /**
   * The credit that may have changed between two states of one person's journey, in journey order;
   * every other conversion of {@code after} has the credit that it had. So what is asked again and
   * again, as events arrive, costs what they concern and not the whole journey.
   */
  public List<AttributedConversion> moved(PersonJourney before, PersonJourney after) {
    BitSet moved = new MovedConversions(sweep.get()).between(before, after);
    List<AttributedConversion> attributed = new ArrayList<>(moved.cardinality());
    for (int from = moved.nextSetBit(0); from >= 0; ) {
      int to = moved.nextClearBit(from);
      attributed.addAll(attribute(after, from, to));
      from = moved.nextSetBit(to);
    }
    return attributed;
  }

  /**
   * The conversions that robots made, each with nothing of everything: for whoever has told of an
   * order before its earliest copy arrived, which counts, and turned out to be a robot's.
   *
   * @param eventsOfOnePerson in any order, duplicates included
   */
  public List<AttributedConversion> worthless(Collection<TimelineEvent> eventsOfOnePerson) {
    return ordered(eventsOfOnePerson).stream()
        .filter(event -> Kinds.conversion(event) && event.bot())
        .map(event -> unattributed(event, false).withNothing())
        .toList();
  }

  /**
   * Devices that click and look faster than people do, for whoever forgets what showed it: nothing
   * that such a device does is a touch, then or later.
   *
   * @param eventsOfOnePerson in any order, duplicates included
   * @return visitors, or users without one, each in a few words
   */
  public Set<String> machines(Collection<TimelineEvent> eventsOfOnePerson) {
    return Set.copyOf(candidates.machines(ordered(eventsOfOnePerson)).keySet());
  }

  /** The credit of the conversions {@code from} (included) to {@code to} (excluded). */
  public List<AttributedConversion> attribute(PersonJourney journey, int from, int to) {
    List<AttributedConversion> attributed = new ArrayList<>(to - from);
    sweep
        .get()
        .sweep(
            journey.columns(),
            from,
            to,
            (conversion, path, n, micros, revenue) ->
                attributed.add(credited(journey, conversion, path, n, micros, revenue)));
    return attributed;
  }

  /**
   * The credit of one conversion of a journey.
   *
   * @throws IllegalArgumentException when the journey holds no such conversion
   */
  public AttributedConversion attribute(PersonJourney journey, String conversionKey) {
    for (int i = 0; i < journey.conversions().size(); i++) {
      if (journey.conversions().get(i).key().equals(conversionKey)) {
        return attribute(journey, i, i + 1).get(0);
      }
    }
    throw unknownConversion(conversionKey);
  }

  /**
   * All that the credit of a person follows from, small enough to keep.
   *
   * @param eventsOfOnePerson in any order, duplicates included
   */
  public PersonJourney journey(Collection<TimelineEvent> eventsOfOnePerson) {
    return journey(eventsOfOnePerson, Set.of());
  }

  /**
   * The same where more is known than these events show.
   *
   * @param knownMachines as for {@link #attribute(Collection, Set)}
   */
  public PersonJourney journey(
      Collection<TimelineEvent> eventsOfOnePerson, Set<String> knownMachines) {
    return journey(eventsOfOnePerson, Forgotten.butMachines(knownMachines));
  }

  /** The same where there were other events of the person. */
  PersonJourney journey(Collection<TimelineEvent> eventsOfOnePerson, Forgotten others) {
    List<TimelineEvent> ordered = ordered(eventsOfOnePerson);
    Eligibility.Person person = eligibility.of(ordered);
    List<Candidate> touches = touches(ordered, person, others);
    List<LaidConversion> conversions = new ArrayList<>();
    boolean mergeable = others.mergeable();
    for (TimelineEvent event : ordered) {
      mergeable |= event.userId() != null;
      if (Kinds.conversion(event) && !event.bot()) {
        conversions.add(person.laid(event, touches));
      }
    }
    return new PersonJourney(
        JourneyColumns.of(touches, conversions),
        touches.stream().map(one -> new LaidTouch(one.touch(), one.event().visitorId())).toList(),
        conversions.stream().map(LaidConversion::event).toList(),
        mergeable);
  }

  /**
   * Every touch of a person, in journey order, whether or not a conversion follows it.
   *
   * @param eventsOfOnePerson in any order, duplicates included
   */
  public List<Touchpoint> touchpoints(Collection<TimelineEvent> eventsOfOnePerson) {
    List<TimelineEvent> ordered = ordered(eventsOfOnePerson);
    return touches(ordered, eligibility.of(ordered), Forgotten.butMachines(Set.of())).stream()
        .map(Candidate::touch)
        .toList();
  }

  /**
   * Why a conversion got the credit it got: each candidate kept or excluded, with a sentence.
   *
   * @throws IllegalArgumentException when the events hold no such conversion
   */
  public Explanation explain(Collection<TimelineEvent> eventsOfOnePerson, String conversionKey) {
    List<TimelineEvent> ordered = ordered(eventsOfOnePerson);
    TimelineEvent conversion =
        ordered.stream()
            .filter(event -> Kinds.conversion(event) && event.key().equals(conversionKey))
            .findFirst()
            .orElseThrow(() -> unknownConversion(conversionKey));
    return new Explainer(candidates, eligibility, options, this::credited)
        .explain(ordered, conversion);
  }

  private AttributedConversion credited(
      PersonJourney journey, int conversion, int[] path, int n, long[] micros, long[] revenue) {
    TimelineEvent event = journey.conversions().get(conversion);
    if (n == 0) {
      return unattributed(event, journey.mergeable());
    }
    List<Touchpoint> touches = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      touches.add(journey.touches().get(path[i]).touch());
    }
    long value = journey.columns().valueMinor()[conversion];
    return new AttributedConversion(
        event,
        touches,
        attribution.named(touches, value, micros, revenue),
        false,
        journey.mergeable());
  }

  private AttributedConversion credited(
      TimelineEvent conversion, List<Touchpoint> eligible, boolean mergeable) {
    if (eligible.isEmpty()) {
      return unattributed(conversion, mergeable);
    }
    List<Touchpoint> path = options.apply(eligible);
    return new AttributedConversion(
        conversion,
        path,
        attribution.creditAll(path, conversion.occurredAt(), value(conversion)),
        false,
        mergeable);
  }

  private AttributedConversion unattributed(TimelineEvent conversion, boolean mergeable) {
    List<Touchpoint> direct = List.of(directAt(conversion));
    return new AttributedConversion(
        conversion,
        direct,
        attribution.creditAll(direct, conversion.occurredAt(), value(conversion)),
        true,
        mergeable);
  }

  private static long value(TimelineEvent conversion) {
    return conversion.valueMinor() == null ? 0 : conversion.valueMinor();
  }

  private List<Candidate> touches(
      List<TimelineEvent> ordered, Eligibility.Person person, Forgotten others) {
    Set<String> machines = candidates.machines(ordered).keySet();
    if (!others.machines().isEmpty()) {
      machines = new HashSet<>(machines);
      machines.addAll(others.machines());
    }
    return candidates.of(ordered, machines, others.clickIds()).stream()
        .filter(one -> one.standing().isEmpty() && person.consentsAt(one.event().occurredAt()))
        .toList();
  }

  private static List<TimelineEvent> ordered(Collection<TimelineEvent> events) {
    List<TimelineEvent> unique = Deduplication.unique(events);
    unique.sort(JourneyOrder.COMPARATOR);
    return unique;
  }

  private static Touchpoint directAt(TimelineEvent conversion) {
    return new Touchpoint(
        conversion.key(),
        conversion.occurredAt(),
        TouchKind.VISIT.wire(),
        Touchpoint.DIRECT,
        DIRECT_SOURCE,
        DIRECT_MEDIUM,
        null,
        null,
        null);
  }

  private static IllegalArgumentException unknownConversion(String key) {
    return new IllegalArgumentException(
        "The events given hold no conversion with the key "
            + key
            + ", so there is nothing to credit or explain. Give all events of the person who made"
            + " it.");
  }
}
