package dev.tributary.speed.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who gets a click of those that carry its id: all of them, up to a limit for visitors and one for
 * users; beyond it the link was passed on, and the click is the first's alone, as in batch.
 *
 * @param limit most carriers of one kind
 */
record Carriers(int limit) {

  /**
   * Those known once one more event came: of each kind the first ones, one more than the limit, so
   * that what is kept is bounded and the same in whatever order they come.
   */
  List<Carrier> with(List<Carrier> known, Routed row) {
    if (row.event().visitorId() == null && row.event().userId() == null) {
      return known; // An order of nobody adopts no click.
    }
    Carrier seen = Carrier.of(row.journeyKey(), row.event());
    List<Carrier> others = new ArrayList<>();
    List<Carrier> kind = new ArrayList<>();
    Carrier first = seen;
    for (Carrier one : known) {
      if (!one.kind().equals(seen.kind())) {
        others.add(one);
      } else if (!one.value().equals(seen.value())) {
        kind.add(one);
      } else if (one.seenAt().isBefore(seen.seenAt())) {
        first = one;
      }
    }
    kind.add(first);
    kind.sort(Carrier.FIRST);
    others.addAll(kind.size() > limit + 1 ? kind.subList(0, limit + 1) : kind);
    return others;
  }

  /** Keys of the journeys that get the click, or had it before and are not too many now. */
  List<String> journeys(ClickState before, List<Carrier> known) {
    Set<String> crowded =
        known.stream()
            .collect(Collectors.groupingBy(Carrier::kind, Collectors.counting()))
            .entrySet()
            .stream()
            .filter(kind -> kind.getValue() > limit)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    Set<String> journeys = new TreeSet<>(crowded.isEmpty() ? before.journeys() : List.of());
    known.stream()
        .filter(one -> !crowded.contains(one.kind()))
        .forEach(one -> journeys.add(one.journeyKey()));
    known.stream()
        .filter(one -> crowded.contains(one.kind()))
        .min(Carrier.FIRST)
        .ifPresent(one -> journeys.add(one.journeyKey()));
    return List.copyOf(journeys);
  }
}
