package dev.tributary.core.identity;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes browsers and devices that were cut from users out of every other chain: whoever sits at a
 * kiosk says nothing of whoever opens a link elsewhere that was copied there. What was seen with
 * the device alone stays its own; a click or session that others carry too is the device's alone
 * where it was there first, and otherwise theirs.
 */
final class SharedDevices {

  private SharedDevices() {}

  /** The links that are left, with the same cuts. */
  static Guard.Pruned apart(Guard.Pruned pruned) {
    Set<Identifier> shared =
        pruned.cuts().stream()
            .filter(Cut::isOfSharedDevice)
            .map(Cut::identifier)
            .collect(Collectors.toSet());
    if (shared.isEmpty()) {
      return pruned;
    }
    Map<Identifier, Set<Identifier>> neighbours = new HashMap<>();
    Map<Identifier, Link> first = new HashMap<>();
    for (Link link : pruned.links()) {
      if (!link.loose()) {
        neighbour(neighbours, first, new Link(link.one(), link.other(), link.seenAt()));
        neighbour(neighbours, first, new Link(link.other(), link.one(), link.seenAt()));
      }
    }
    neighbours.values().removeIf(all -> all.size() == 1);
    Map<Identifier, Identifier> makers = new HashMap<>();
    neighbours.forEach(
        (identifier, all) -> {
          if (identifier.isMoment() && all.stream().anyMatch(shared::contains)) {
            makers.put(identifier, first.get(identifier).other());
          }
        });
    List<Link> left =
        pruned.links().stream()
            .filter(
                link ->
                    stays(link.one(), link.other(), shared, neighbours.keySet(), makers)
                        && stays(link.other(), link.one(), shared, neighbours.keySet(), makers))
            .toList();
    return new Guard.Pruned(left, pruned.cuts());
  }

  private static void neighbour(
      Map<Identifier, Set<Identifier>> neighbours, Map<Identifier, Link> first, Link link) {
    neighbours.computeIfAbsent(link.one(), one -> new HashSet<>()).add(link.other());
    if (!link.other().isMoment()) {
      first.merge(link.one(), link, (one, two) -> Guard.FIRST.compare(one, two) <= 0 ? one : two);
    }
  }

  /**
   * Whether {@code from} keeps its link to {@code to}.
   *
   * @param met identifiers with more than one neighbour
   * @param makers whose a click or session is that a shared device is among those of
   */
  private static boolean stays(
      Identifier from,
      Identifier to,
      Set<Identifier> shared,
      Set<Identifier> met,
      Map<Identifier, Identifier> makers) {
    if (from.isMoment()) {
      Identifier maker = makers.getOrDefault(from, to);
      return shared.contains(maker) ? to.equals(maker) : !shared.contains(to);
    }
    boolean itsOwnConsent = to.kind().equals(Identifier.CONSENT_SUBJECT);
    return !shared.contains(from) || to.isMoment() || itsOwnConsent || !met.contains(to);
  }
}
