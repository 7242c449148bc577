package dev.tributary.core.journey;

import dev.tributary.core.attribution.Attribution;
import dev.tributary.core.config.Config;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

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

  /** Windows, sessions, path options and weights as the config says. */
  public PersonTimeline(Config config) {
    candidates = new Candidates(config);
    eligibility = new Eligibility(config);
    options = new PathOptions(config);
    attribution = new Attribution(config);
  }

  /**
   * The credit of every conversion of a person, in journey order.
   *
   * @param eventsOfOnePerson in any order, duplicates included; conversions by bots earn nothing
   *     and do not appear
   */
  public List<AttributedConversion> attribute(Collection<TimelineEvent> eventsOfOnePerson) {
    List<TimelineEvent> ordered = ordered(eventsOfOnePerson);
    Eligibility.Person person = eligibility.of(ordered);
    List<Candidate> touches = touches(ordered);
    boolean mergeable = ordered.stream().anyMatch(event -> event.userId() != null);
    List<AttributedConversion> attributed = new ArrayList<>();
    for (TimelineEvent conversion : ordered) {
      if (Kinds.conversion(conversion) && !conversion.bot()) {
        attributed.add(credited(conversion, person.eligible(touches, conversion), mergeable));
      }
    }
    return attributed;
  }

  /**
   * Every touch of a person, in journey order, whether or not a conversion follows it.
   *
   * @param eventsOfOnePerson in any order, duplicates included
   */
  public List<Touchpoint> touchpoints(Collection<TimelineEvent> eventsOfOnePerson) {
    return touches(ordered(eventsOfOnePerson)).stream().map(Candidate::touch).toList();
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
      TimelineEvent conversion, List<Touchpoint> eligible, boolean mergeable) {
    boolean unattributed = eligible.isEmpty();
    List<Touchpoint> path = unattributed ? List.of(directAt(conversion)) : options.apply(eligible);
    long value = conversion.valueMinor() == null ? 0 : conversion.valueMinor();
    return new AttributedConversion(
        conversion,
        path,
        attribution.creditAll(path, conversion.occurredAt(), value),
        unattributed,
        mergeable);
  }

  private List<Candidate> touches(List<TimelineEvent> ordered) {
    return candidates.of(ordered).stream().filter(one -> one.standing().isEmpty()).toList();
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
            + ", so there is nothing to explain. Give all events of the person who made it.");
  }
}
