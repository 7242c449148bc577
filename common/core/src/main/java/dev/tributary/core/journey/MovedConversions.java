package dev.tributary.core.journey;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells which conversions of a journey have to be credited again, without crediting any. A
 * conversion's credit follows from its event, from the row of touches that may serve it, and from
 * whether the journey is mergeable; where all three are what they were, so is the credit. Whatever
 * moved them, a late touch, a session that begins elsewhere, a withdrawal, a robot found out, is
 * seen by what it did to the journey. In doubt a conversion counts as moved.
 */
final class MovedConversions {

  private final JourneySweep sweep;

  MovedConversions(JourneySweep sweep) {
    this.sweep = sweep;
  }

  /** Places among the conversions of {@code after}. */
  BitSet between(PersonJourney before, PersonJourney after) {
    BitSet moved = new BitSet(after.conversions().size());
    if (before.mergeable() != after.mergeable()) {
      moved.set(0, after.conversions().size());
      return moved;
    }
    Map<String, Integer> placesBefore = placesByKey(before);
    JourneyColumns columnsBefore = before.columns();
    JourneyColumns columns = after.columns();
    KeptTouches kept = KeptTouches.of(before, after);
    for (int i = 0; i < columns.conversions(); i++) {
      TimelineEvent conversion = after.conversions().get(i);
      Integer was = placesBefore.get(conversion.key());
      moved.set(
          i,
          was == null
              || !before.conversions().get(was).equals(conversion)
              || !kept.same(sweep.reach(columnsBefore, was), sweep.reach(columns, i)));
    }
    return moved;
  }

  private static Map<String, Integer> placesByKey(PersonJourney journey) {
    List<TimelineEvent> conversions = journey.conversions();
    Map<String, Integer> places = new HashMap<>(conversions.size() * 2);
    for (int i = 0; i < conversions.size(); i++) {
      places.put(conversions.get(i).key(), i);
    }
    return places;
  }

  /**
   * Which touches of a journey were there before.
   *
   * @param places of each touch in the journey before, or {@link #NEW}; rising
   * @param fresh how many of the touches ahead of each place, one past the last included, are new
   */
  private record KeptTouches(int[] places, int[] fresh) {

    private static final int NEW = -1;

    /** Touches of one instant are kept together or not at all, since their order counts. */
    static KeptTouches of(PersonJourney before, PersonJourney after) {
      long[] was = before.columns().touchMicros();
      long[] now = after.columns().touchMicros();
      int[] places = new int[now.length];
      int[] fresh = new int[now.length + 1];
      int old = 0;
      for (int from = 0; from < now.length; ) {
        int to = endOfInstant(now, from);
        while (old < was.length && was[old] < now[from]) {
          old++;
        }
        boolean instantThen = old < was.length && was[old] == now[from];
        boolean kept =
            instantThen
                && same(
                    before.touches().subList(old, endOfInstant(was, old)),
                    after.touches().subList(from, to));
        for (int i = from; i < to; i++) {
          places[i] = kept ? old + i - from : NEW;
          fresh[i + 1] = fresh[i] + (kept ? 0 : 1);
        }
        from = to;
      }
      return new KeptTouches(places, fresh);
    }

    private static boolean same(List<LaidTouch> before, List<LaidTouch> now) {
      if (before.size() != now.size()) {
        return false;
      }
      for (int i = 0; i < now.size(); i++) {
        if (!before.get(i).touch().equals(now.get(i).touch())) {
          return false;
        }
      }
      return true;
    }

    private static int endOfInstant(long[] micros, int from) {
      int to = from + 1;
      while (to < micros.length && micros[to] == micros[from]) {
        to++;
      }
      return to;
    }

    /** Whether a row of touches before and one now are the same touches. */
    boolean same(JourneySweep.Reach before, JourneySweep.Reach now) {
      int n = now.end() - now.first();
      return before.end() - before.first() == n
          && fresh[now.end()] == fresh[now.first()]
          && (n == 0
              || places[now.first()] == before.first()
                  && places[now.end() - 1] == before.end() - 1);
    }
  }
}
