package dev.tributary.core.identity;

import dev.tributary.core.identity.Link.Meaning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that events said of two identifiers, or of one alone (then both ends are the same). The first
 * and the last time of each meaning say everything: what lies between neither adds nor takes back
 * more.
 *
 * @param one the smaller of the two
 * @param firstTogether null where no event joined them; so is lastTogether
 * @param firstApart null where no event took them apart; so is lastApart
 */
public record Pairing(
    Identifier one,
    Identifier other,
    Instant firstTogether,
    Instant lastTogether,
    Instant firstApart,
    Instant lastApart) {

  private record Ends(Identifier one, Identifier other) {}

  /** What links say, one pairing for each two identifiers. */
  public static List<Pairing> of(Collection<Link> links) {
    return merged(links.stream().map(Pairing::of).toList());
  }

  /** The same where several may be about the same two. */
  static List<Pairing> merged(Collection<Pairing> pairings) {
    Map<Ends, Pairing> merged = new LinkedHashMap<>(pairings.size() * 2);
    for (Pairing pairing : pairings) {
      merged.merge(new Ends(pairing.one, pairing.other), pairing, Pairing::and);
    }
    return List.copyOf(merged.values());
  }

  private static Pairing of(Link link) {
    boolean inOrder = link.one().compareTo(link.other()) <= 0;
    Identifier one = inOrder ? link.one() : link.other();
    Identifier other = inOrder ? link.other() : link.one();
    Instant at = link.seenAt();
    return link.meaning() == Meaning.TOGETHER
        ? new Pairing(one, other, at, at, null, null)
        : new Pairing(one, other, null, null, at, at);
  }

  private Pairing and(Pairing same) {
    return new Pairing(
        one,
        other,
        earlier(firstTogether, same.firstTogether),
        later(lastTogether, same.lastTogether),
        earlier(firstApart, same.firstApart),
        later(lastApart, same.lastApart));
  }

  private static Instant earlier(Instant one, Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }

  /** Links that say the same. */
  List<Link> links() {
    List<Link> links = new ArrayList<>(4);
    add(links, firstTogether, lastTogether, Meaning.TOGETHER);
    add(links, firstApart, lastApart, Meaning.APART);
    return links;
  }

  private void add(List<Link> links, Instant first, Instant last, Meaning meaning) {
    if (first == null) {
      return;
    }
    links.add(new Link(one, other, first, meaning));
    if (!last.equals(first)) {
      links.add(new Link(one, other, last, meaning));
    }
  }
}
