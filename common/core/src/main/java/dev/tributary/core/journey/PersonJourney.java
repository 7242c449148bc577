package dev.tributary.core.journey;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One person's touches and conversions, each in journey order: all that credit follows from. What
 * is no touch (bots, refusals, page views within a session, landings of a click) is left out, so it
 * is small and can be kept.
 *
 * @param columns the numbers that the sweep reads; places in it are those in the lists
 * @param mergeable a user id was seen on the journey
 */
public record PersonJourney(
    JourneyColumns columns,
    List<LaidTouch> touches,
    List<TimelineEvent> conversions,
    boolean mergeable) {

  /** A journey without events. */
  public static final PersonJourney NOTHING =
      new PersonJourney(JourneyColumns.of(List.of(), List.of()), List.of(), List.of(), false);

  /** The same journey as if these touches had not been. */
  public PersonJourney without(Set<String> touchKeys) {
    List<LaidTouch> left = new ArrayList<>(touches.size());
    int[] places = new int[touches.size()];
    for (int i = 0; i < places.length; i++) {
      if (!touchKeys.contains(touches.get(i).touch().key())) {
        places[left.size()] = i;
        left.add(touches.get(i));
      }
    }
    return new PersonJourney(columns.with(places, left.size()), left, conversions, mergeable);
  }
}
