package dev.tributary.batch.layout;

import dev.tributary.core.journey.JourneyColumns;
import dev.tributary.core.journey.LaidTouch;
import dev.tributary.core.journey.PersonJourney;
import dev.tributary.core.journey.TimelineEvent;
import java.util.List;
import java.util.stream.LongStream;

/**
 * One row of the table journeys. Public for Spark's generated code; read the table instead.
 *
 * @param columns what models read; it lies apart from the words, so that totals need nothing else
 * @param identifiers of the person that are linked to others
 * @param firstMicros of the first touch or conversion, null where there is none; so is lastMicros
 * @param weight touches times conversions: what a sweep costs at most
 * @param generation version of timeline that it was laid out from
 */
public record JourneyRow(
    String personId,
    JourneyColumns columns,
    List<LaidTouch> touches,
    List<TimelineEvent> conversions,
    boolean mergeable,
    List<String> identifiers,
    Long firstMicros,
    Long lastMicros,
    long weight,
    long generation) {

  public static JourneyRow of(
      String personId, PersonJourney journey, List<String> identifiers, long generation) {
    long[] touched = journey.columns().touchMicros();
    long[] converted = journey.columns().conversionMicros();
    boolean empty = touched.length + converted.length == 0;
    return new JourneyRow(
        personId,
        journey.columns(),
        journey.touches(),
        journey.conversions(),
        journey.mergeable(),
        identifiers,
        empty ? null : all(touched, converted).min().getAsLong(),
        empty ? null : all(touched, converted).max().getAsLong(),
        (long) touched.length * converted.length,
        generation);
  }

  private static LongStream all(long[] touched, long[] converted) {
    return LongStream.concat(LongStream.of(touched), LongStream.of(converted));
  }

  /** A person who is no more: merged into another, or without any event left. */
  static JourneyRow gone(String personId, long generation) {
    return of(personId, PersonJourney.NOTHING, List.of(), generation);
  }

  public PersonJourney journey() {
    return new PersonJourney(columns, touches, conversions, mergeable);
  }
}
