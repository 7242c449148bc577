package dev.tributary.core.identity;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.IdentitySettings;
import java.time.Instant;
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
 * identifier of any kind with more neighbours of another kind than its limit loses its links to
 * that kind. A click or a session keeps its first, since someone did make it.
 */
final class Guard {

  /** Of several links of a click or session the one that says whose it is. */
  static final Comparator<Link> FIRST =
      Comparator.comparing(Link::seenAt).thenComparing(Link::other);

  private final long visitorsPerUser;
  private final long usersPerVisitor;
  private final long visitorsPerClick;
  private final long clicksPerVisitor;

  Guard(Config config) {
    visitorsPerUser = config.value(IdentitySettings.VISITORS_PER_USER);
    usersPerVisitor = config.value(IdentitySettings.USERS_PER_VISITOR);
    visitorsPerClick = config.value(IdentitySettings.VISITORS_PER_CLICK);
    clicksPerVisitor = config.value(IdentitySettings.CLICKS_PER_VISITOR);
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
    cuts.sort(Cut.IN_ORDER);
    keepFirstOfMoments(links, cutTo);
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

  /** One first over all kinds that it was cut from, so that it bridges none of them. */
  private static void keepFirstOfMoments(Collection<Link> links, Map<Side, Identifier> cutTo) {
    Map<Identifier, Link> first = new HashMap<>();
    for (Link link : links) {
      offerFirst(first, cutTo, link.one(), link.other(), link.seenAt());
      offerFirst(first, cutTo, link.other(), link.one(), link.seenAt());
    }
    first.forEach((moment, link) -> cutTo.put(new Side(moment, link.other().kind()), link.other()));
  }

  private static void offerFirst(
      Map<Identifier, Link> first,
      Map<Side, Identifier> cutTo,
      Identifier moment,
      Identifier other,
      Instant seenAt) {
    if (Identifier.isMoment(moment.kind()) && cutTo.containsKey(new Side(moment, other.kind()))) {
      Link found = new Link(moment, other, seenAt);
      first.merge(moment, found, (one, two) -> FIRST.compare(one, two) <= 0 ? one : two);
    }
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
    if (Identifier.isMoment(neighbourKind)) {
      return clicksPerVisitor;
    }
    if (Identifier.isMoment(kind)) {
      return visitorsPerClick;
    }
    boolean severalDevices = Identifier.isDevice(neighbourKind) && !kind.equals(Identifier.VISITOR);
    return severalDevices ? visitorsPerUser : usersPerVisitor;
  }
}
