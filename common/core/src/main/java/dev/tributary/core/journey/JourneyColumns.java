package dev.tributary.core.journey;

import java.util.ArrayList;
import java.util.Arrays;
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
 * @param allowedSinceMicros touches before it are out, since consent was withdrawn then
 * @param firstTouch touches before this place are used up by earlier conversions
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

  /** The columns of touches and conversions in journey order. */
  static JourneyColumns of(List<Candidate> touches, List<LaidConversion> conversions) {
    List<String> channels = new ArrayList<>(List.of(Touchpoint.DIRECT));
    return new JourneyColumns(
        touches.stream().mapToLong(one -> Micros.of(one.touch().at())).toArray(),
        touches.stream().mapToInt(one -> one.kind().ordinal()).toArray(),
        touches.stream()
            .mapToInt(one -> PathOptions.numbered(one.touch().channel(), channels))
            .toArray(),
        channels,
        conversions.stream().mapToLong(LaidConversion::atMicros).toArray(),
        conversions.stream().map(one -> one.event().conversionType()).toList(),
        conversions.stream().mapToLong(LaidConversion::valueMinor).toArray(),
        conversions.stream().mapToLong(LaidConversion::allowedSinceMicros).toArray(),
        conversions.stream().mapToInt(LaidConversion::firstTouch).toArray());
  }

  /**
   * The same with some of the touches.
   *
   * @param places of these, rising
   * @param n how many of the places count
   */
  JourneyColumns with(int[] places, int n) {
    int[] kept = Arrays.copyOf(places, n);
    return new JourneyColumns(
        Arrays.stream(kept).mapToLong(place -> touchMicros[place]).toArray(),
        Arrays.stream(kept).map(place -> touchKinds[place]).toArray(),
        Arrays.stream(kept).map(place -> touchChannels[place]).toArray(),
        channels,
        conversionMicros,
        conversionTypes,
        valueMinor,
        allowedSinceMicros,
        Arrays.stream(firstTouch).map(place -> firstAtOrAfter(kept, place)).toArray());
  }

  private static int firstAtOrAfter(int[] rising, int place) {
    int found = Arrays.binarySearch(rising, place);
    return found < 0 ? -found - 1 : found;
  }

  public int touches() {
    return touchMicros.length;
  }

  public int conversions() {
    return conversionMicros.length;
  }
}
