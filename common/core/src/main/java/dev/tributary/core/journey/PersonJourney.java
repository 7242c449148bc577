package dev.tributary.core.journey;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One person's touches and conversions, each in journey order: all that credit follows from. What
 * is no touch (bots, refusals, page views within a session, landings of a click) is left out, so it
 * is small and can be kept.
 *
 * @param channels the journey's channels; the first is Direct
 * @param mergeable a user id was seen on the journey
 */
public record PersonJourney(
    List<LaidTouch> touches,
    List<LaidConversion> conversions,
    List<String> channels,
    boolean mergeable) {

  /** A journey without events. */
  public static final PersonJourney NOTHING =
      new PersonJourney(List.of(), List.of(), List.of(Touchpoint.DIRECT), false);

  /** The same journey as if these touches had not been. */
  public PersonJourney without(Set<String> touchKeys) {
    List<LaidTouch> left = new ArrayList<>(touches.size());
    int[] places = new int[touches.size() + 1];
    for (int i = 0; i < touches.size(); i++) {
      if (!touchKeys.contains(touches.get(i).touch().key())) {
        left.add(touches.get(i));
      }
      places[i + 1] = left.size();
    }
    List<LaidConversion> moved =
        conversions.stream()
            .map(
                one ->
                    new LaidConversion(
                        one.event(),
                        one.atMicros(),
                        one.valueMinor(),
                        one.allowedSinceMicros(),
                        places[one.firstTouch()]))
            .toList();
    return new PersonJourney(left, moved, channels, mergeable);
  }
}
