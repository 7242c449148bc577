package dev.tributary.core.journey;

import java.util.List;

/**
 * A journey as the columns that {@link JourneySweep} reads. Arrays of touches run parallel, and so
 * do those of conversions; both in journey order.
 *
 * @param touchMicros microseconds since 1970
 * @param touchKinds ordinals of {@link TouchKind}
 * @param touchChannels places in {@code channels}; 0 is Direct
 * @param conversionMicros microseconds since 1970
 * @param valueMinor minor units of each conversion's currency
 * @param allowedSinceMicros see {@link LaidConversion}
 * @param firstTouch see {@link LaidConversion}
 */
public record JourneyColumns(
    long[] touchMicros,
    int[] touchKinds,
    int[] touchChannels,
    List<String> channels,
    long[] conversionMicros,
    List<String> conversionTypes,
    long[] valueMinor,
    long[] allowedSinceMicros,
    int[] firstTouch) {

  /** The columns of a journey. */
  public static JourneyColumns of(PersonJourney journey) {
    List<LaidTouch> touches = journey.touches();
    List<LaidConversion> conversions = journey.conversions();
    return new JourneyColumns(
        touches.stream().mapToLong(LaidTouch::atMicros).toArray(),
        touches.stream().mapToInt(LaidTouch::kind).toArray(),
        touches.stream().mapToInt(LaidTouch::channelId).toArray(),
        journey.channels(),
        conversions.stream().mapToLong(LaidConversion::atMicros).toArray(),
        conversions.stream().map(one -> one.event().conversionType()).toList(),
        conversions.stream().mapToLong(LaidConversion::valueMinor).toArray(),
        conversions.stream().mapToLong(LaidConversion::allowedSinceMicros).toArray(),
        conversions.stream().mapToInt(LaidConversion::firstTouch).toArray());
  }

  int touches() {
    return touchMicros.length;
  }

  public int conversions() {
    return conversionMicros.length;
  }
}
