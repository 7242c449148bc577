package dev.tributary.core.identity;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.IdentitySettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps a shared login, a shared computer or a link that was passed on from merging strangers: an
 * identifier with more neighbours of a kind than its limit loses its links to that kind. A click
 * keeps its first, since someone did make it.
 */
final class Guard {

  static final Comparator<Cut> ORDER_OF_CUTS =
      Comparator.comparing(Cut::identifier).thenComparing(Cut::neighbourKind);

  private static final Comparator<Link> FIRST =
      Comparator.comparing(Link::seenAt).thenComparing(Link::other);

  private final long visitorsPerUser;
  private final long usersPerVisitor;
  private final long visitorsPerClick;

  Guard(Config config) {
    visitorsPerUser = config.value(IdentitySettings.VISITORS_PER_USER);
    usersPerVisitor = config.value(IdentitySettings.USERS_PER_VISITOR);
    visitorsPerClick = config.value(IdentitySettings.VISITORS_PER_CLICK);
  }

  /** The links that are left, and what was cut. */
  record Pruned(List<Link> links, List<Cut> cuts) {}

  private record Side(Identifier identifier, String neighbourKind) {}

  Pruned prune(Collection<Link> links) {
    Map<Side, Set<Identifier>> neighbours = neighbours(links);
    List<Cut> cuts = new ArrayList<>();
    Map<Side, Identifier> cutTo = new HashMap<>();
    neighbours.forEach(
        (side, others) -> {
          long limit = limit(side.identifier().kind(), side.neighbourKind());
          if (others.size() > limit) {
            cuts.add(new Cut(side.identifier(), side.neighbourKind(), others.size(), limit));
            cutTo.put(side, null);
          }
        });
    if (cuts.isEmpty()) {
      return new Pruned(List.copyOf(links), cuts);
    }
    cuts.sort(ORDER_OF_CUTS);
    keepFirstVisitorOfClicks(links, cutTo);
    List<Link> kept =
        links.stream()
            .filter(link -> allows(cutTo, link.one(), link.other()))
            .filter(link -> allows(cutTo, link.other(), link.one()))
            .toList();
    return new Pruned(kept, cuts);
  }

  private static boolean allows(Map<Side, Identifier> cutTo, Identifier from, Identifier to) {
    Side side = new Side(from, to.kind());
    return !cutTo.containsKey(side) || to.equals(cutTo.get(side));
  }

  private static void keepFirstVisitorOfClicks(
      Collection<Link> links, Map<Side, Identifier> cutTo) {
    Map<Side, Link> first = new HashMap<>();
    for (Link link : links) {
      boolean clickFirst = link.one().kind().equals(Identifier.CLICK);
      Identifier click = clickFirst ? link.one() : link.other();
      Identifier visitor = clickFirst ? link.other() : link.one();
      Side side = new Side(click, visitor.kind());
      if (click.kind().equals(Identifier.CLICK) && cutTo.containsKey(side)) {
        Link found = new Link(click, visitor, link.seenAt());
        first.merge(side, found, (one, other) -> FIRST.compare(one, other) <= 0 ? one : other);
      }
    }
    first.forEach((side, link) -> cutTo.put(side, link.other()));
  }

  private static Map<Side, Set<Identifier>> neighbours(Collection<Link> links) {
    Map<Side, Set<Identifier>> neighbours = new HashMap<>();
    for (Link link : links) {
      if (!link.loose()) {
        add(neighbours, link.one(), link.other());
        add(neighbours, link.other(), link.one());
      }
    }
    return neighbours;
  }

  private static void add(Map<Side, Set<Identifier>> neighbours, Identifier from, Identifier to) {
    neighbours.computeIfAbsent(new Side(from, to.kind()), side -> new HashSet<>()).add(to);
  }

  private long limit(String kind, String neighbourKind) {
    boolean toVisitors = neighbourKind.equals(Identifier.VISITOR);
    return switch (kind) {
      case Identifier.CLICK -> toVisitors ? visitorsPerClick : Long.MAX_VALUE;
      case Identifier.VISITOR ->
          neighbourKind.equals(Identifier.CLICK) ? Long.MAX_VALUE : usersPerVisitor;
      default -> toVisitors ? visitorsPerUser : Long.MAX_VALUE;
    };
  }
}
