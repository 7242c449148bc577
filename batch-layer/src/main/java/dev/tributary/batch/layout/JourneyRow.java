package dev.tributary.batch.layout;

import dev.tributary.core.journey.LaidConversion;
import dev.tributary.core.journey.LaidTouch;
import dev.tributary.core.journey.PersonJourney;
import java.util.List;

/**
 * One row of the table journeys. Public for Spark's generated code; read the table instead.
 *
 * @param identifiers of the person that are linked to others
 * @param firstMicros of the first touch or conversion, null where there is none; so is lastMicros
 * @param weight touches times conversions: what a sweep costs at most
 * @param generation version of timeline that it was laid out from
 */
public record JourneyRow(
    String personId,
    List<LaidTouch> touches,
    List<LaidConversion> conversions,
    List<String> channels,
    boolean mergeable,
    List<String> identifiers,
    Long firstMicros,
    Long lastMicros,
    long weight,
    long generation) {

  public static JourneyRow of(
      String personId, PersonJourney journey, List<String> identifiers, long generation) {
    List<LaidTouch> touches = journey.touches();
    List<LaidConversion> conversions = journey.conversions();
    Long first = null;
    Long last = null;
    if (!touches.isEmpty()) {
      first = touches.get(0).atMicros();
      last = touches.get(touches.size() - 1).atMicros();
    }
    if (!conversions.isEmpty()) {
      long converted = conversions.get(0).atMicros();
      long convertedLast = conversions.get(conversions.size() - 1).atMicros();
      first = first == null ? converted : Math.min(first, converted);
      last = last == null ? convertedLast : Math.max(last, convertedLast);
    }
    return new JourneyRow(
        personId,
        touches,
        conversions,
        journey.channels(),
        journey.mergeable(),
        identifiers,
        first,
        last,
        (long) touches.size() * conversions.size(),
        generation);
  }

  /** A person who is no more: merged into another, or without any event left. */
  static JourneyRow gone(String personId, long generation) {
    return new JourneyRow(
        personId, List.of(), List.of(), List.of(), false, List.of(), null, null, 0, generation);
  }

  public PersonJourney journey() {
    return new PersonJourney(touches, conversions, channels, mergeable);
  }
}
