package dev.tributary.core.identity;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.IdentitySettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Persons as the transitive components of the links between identifiers. Deterministic and
 * independent of the order of links; a person's id follows from the smallest identifier.
 */
public final class IdentityGraph {

  private final Guard guard;
  private final CrowdGuard crowdGuard;
  private final long usersPerVisitor;

  /** Limits as the config says. */
  public IdentityGraph(Config config) {
    guard = new Guard(config);
    crowdGuard = new CrowdGuard(config);
    usersPerVisitor = config.value(IdentitySettings.USERS_PER_VISITOR);
  }

  /** Resolves all identifiers that the links name; the same link may come many times. */
  public Resolution resolve(Collection<Link> said) {
    Collection<Link> links = TakenBack.leftOut(said);
    Guard.Pruned parted = crowdGuard.part(SharedDevices.apart(guard.prune(links)));
    return resolution(links, SharedDevices.apart(parted));
  }

  /**
   * The same before crowds are parted and shared devices taken out of chains, so that persons are
   * the same or larger: only neighbours of single identifiers decide, so that whoever asks for
   * links step by step is at an end once those of all identifiers of a person are known.
   */
  public Resolution resolveWithCrowds(Collection<Link> said) {
    Collection<Link> links = TakenBack.leftOut(said);
    return resolution(links, guard.prune(links));
  }

  private Resolution resolution(Collection<Link> links, Guard.Pruned pruned) {
    Map<Identifier, Instant> firstSeen = firstSeen(links);
    Components components = Components.of(pruned.links());
    Map<Identifier, String> personOfRoot = new HashMap<>();
    Map<Identifier, Identity> identities = new TreeMap<>();
    // Identifiers come in ascending order, so the first of a component is its smallest.
    firstSeen.forEach(
        (identifier, at) -> {
          String person =
              personOfRoot.computeIfAbsent(
                  components.root(identifier), root -> PersonId.of(identifier));
          identities.put(identifier, new Identity(identifier, person, at));
        });
    return new Resolution(identities, pruned.cuts(), usersPerVisitor);
  }

  /**
   * Resolves each component by itself, which gives what resolving all at once does.
   *
   * @param pairings several may be about the same two identifiers
   * @return in the order of their smallest identifiers
   */
  public List<Component> components(Collection<Pairing> pairings) {
    List<Pairing> merged = Pairing.merged(pairings);
    Components joined = new Components();
    for (Pairing pairing : merged) {
      joined.join(pairing.one(), pairing.other());
    }
    Map<Identifier, List<Pairing>> byRoot = new HashMap<>();
    for (Pairing pairing : merged) {
      byRoot.computeIfAbsent(joined.root(pairing.one()), root -> new ArrayList<>()).add(pairing);
    }
    return byRoot.values().stream()
        .map(this::component)
        .sorted(Comparator.comparing(Component::smallest))
        .toList();
  }

  private Component component(List<Pairing> pairings) {
    pairings.sort(Comparator.comparing(Pairing::one).thenComparing(Pairing::other));
    List<Link> links = pairings.stream().flatMap(pairing -> pairing.links().stream()).toList();
    return Component.of(List.copyOf(pairings), resolve(links));
  }

  private static Map<Identifier, Instant> firstSeen(Collection<Link> links) {
    Map<Identifier, Instant> firstSeen = new HashMap<>();
    for (Link link : links) {
      for (Identifier identifier : List.of(link.one(), link.other())) {
        firstSeen.merge(
            identifier, link.seenAt(), (one, other) -> one.isBefore(other) ? one : other);
      }
    }
    return new TreeMap<>(firstSeen);
  }
}
