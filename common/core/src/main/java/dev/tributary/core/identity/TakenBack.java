package dev.tributary.core.identity;

import dev.tributary.core.identity.Link.Meaning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Leaves out links that a later event took back; of a link and its undoing at once, none is left.
 */
final class TakenBack {

  private record Pair(Identifier smaller, Identifier greater) {
    static Pair of(Link link) {
      return link.one().compareTo(link.other()) <= 0
          ? new Pair(link.one(), link.other())
          : new Pair(link.other(), link.one());
    }
  }

  private TakenBack() {}

  /**
   * What still holds: a pair that was said again after its last undoing, and then from its first
   * time on, so that an undoing that arrives late and lies in between changes nothing. Identifiers
   * of which nothing else holds stay as seen alone, so that nobody is forgotten: when a link named
   * them, and when an undoing did only where no link ever did.
   */
  static Collection<Link> leftOut(Collection<Link> links) {
    Map<Pair, Instant> undone = new HashMap<>();
    for (Link link : links) {
      if (link.meaning() == Meaning.APART) {
        undone.merge(
            Pair.of(link), link.seenAt(), (one, other) -> one.isAfter(other) ? one : other);
      }
    }
    if (undone.isEmpty()) {
      return links;
    }
    Set<Pair> again = new HashSet<>();
    for (Link link : links) {
      Instant until = undone.get(Pair.of(link));
      if (link.meaning() == Meaning.TOGETHER && until != null && isLater(link.seenAt(), until)) {
        again.add(Pair.of(link));
      }
    }
    Set<Identifier> seen = seen(links);
    List<Link> left = new ArrayList<>(links.size());
    for (Link link : links) {
      Pair pair = Pair.of(link);
      boolean holds = !undone.containsKey(pair) || again.contains(pair);
      if (holds && link.meaning() == Meaning.TOGETHER) {
        left.add(link);
      } else {
        for (Identifier end : List.of(link.one(), link.other())) {
          if (link.meaning() == Meaning.TOGETHER || !seen.contains(end)) {
            left.add(Link.alone(end, link.seenAt()));
          }
        }
      }
    }
    return left;
  }

  /** What was said nobody knows when was not said again later. */
  private static boolean isLater(Instant said, Instant until) {
    return said.isAfter(until) && !said.equals(Link.UNDATED);
  }

  /** Those that an event named that took nothing back. */
  static Set<Identifier> seen(Collection<Link> links) {
    Set<Identifier> seen = new HashSet<>();
    for (Link link : links) {
      if (link.meaning() == Meaning.TOGETHER) {
        seen.add(link.one());
        seen.add(link.other());
      }
    }
    return seen;
  }
}
