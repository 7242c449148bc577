package dev.tributary.core.identity;

import dev.tributary.core.config.Config;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Persons that grow by new links without looking at everybody again: only the components that the
 * new links touch are resolved anew. Equal to resolving all links at once.
 *
 * <p>Components here are what any link ever joined, before guards and undoing: these look at
 * nothing outside of a component, so nothing outside can change.
 */
public final class IncrementalIdentities {

  /**
   * What new links changed.
   *
   * @param identities as they are now, of all identifiers in the touched components
   * @param cuts of the touched components
   * @param persons ids, before or after, of persons that gained or lost an identifier; whoever is
   *     not among them has the same identifiers as before
   * @param resolved how many links were looked at again
   */
  public record Change(
      Collection<Identity> identities, List<Cut> cuts, Set<String> persons, int resolved) {}

  private final IdentityGraph graph;
  private final Components components = new Components();
  private final Map<Identifier, List<Link>> linksOfRoot = new HashMap<>();
  private final Map<Identifier, Identity> identities = new HashMap<>();
  private final Map<Identifier, List<Cut>> cutsOfRoot = new HashMap<>();

  /** Nobody is known yet; limits as the config says. */
  public IncrementalIdentities(Config config) {
    graph = new IdentityGraph(config);
  }

  /** Takes more links in. */
  public Change add(Collection<Link> more) {
    Map<Identifier, List<Link>> touched = new LinkedHashMap<>();
    for (Link link : more) {
      join(link);
    }
    for (Link link : more) {
      Identifier root = components.root(link.one());
      touched.computeIfAbsent(root, this::known).add(link);
    }
    Change change = new Change(new ArrayList<>(), new ArrayList<>(), new TreeSet<>(), 0);
    int resolved = 0;
    for (Map.Entry<Identifier, List<Link>> component : touched.entrySet()) {
      List<Link> links = new ArrayList<>(Links.condensed(component.getValue()));
      resolved += links.size();
      linksOfRoot.put(component.getKey(), links);
      take(component.getKey(), graph.resolve(links), change);
    }
    return new Change(change.identities(), change.cuts(), change.persons(), resolved);
  }

  /** Everybody known, in the order of identifiers. */
  public Collection<Identity> identities() {
    return new TreeMap<>(identities).values();
  }

  /** All cuts that hold, in the order of identifiers. */
  public List<Cut> cuts() {
    return cutsOfRoot.values().stream().flatMap(List::stream).sorted(Guard.ORDER_OF_CUTS).toList();
  }

  /** What to keep so that {@link #add} of it all comes to the same state again. */
  public List<Link> links() {
    return linksOfRoot.values().stream().flatMap(List::stream).toList();
  }

  /** Joins, and keeps the links of both sides under the root that is left. */
  private void join(Link link) {
    Identifier left = components.root(link.one());
    Identifier right = components.root(link.other());
    if (left.equals(right)) {
      return;
    }
    components.join(left, right);
    Identifier root = components.root(left);
    Identifier gone = root.equals(left) ? right : left;
    cutsOfRoot.remove(gone);
    List<Link> moved = linksOfRoot.remove(gone);
    if (moved != null) {
      linksOfRoot.merge(root, moved, IncrementalIdentities::joined);
    }
  }

  /** The smaller goes into the larger, so that a long chain is not copied at each of its links. */
  private static List<Link> joined(List<Link> one, List<Link> other) {
    List<Link> larger = one.size() >= other.size() ? one : other;
    larger.addAll(larger == one ? other : one);
    return larger;
  }

  private List<Link> known(Identifier root) {
    return new ArrayList<>(linksOfRoot.getOrDefault(root, List.of()));
  }

  private void take(Identifier root, Resolution resolution, Change into) {
    cutsOfRoot.put(root, resolution.cuts());
    into.cuts().addAll(resolution.cuts());
    Set<String> persons = new HashSet<>();
    for (Identity now : resolution.identities()) {
      Identity before = identities.put(now.identifier(), now);
      into.identities().add(now);
      if (before == null || !before.personId().equals(now.personId())) {
        persons.add(now.personId());
      }
      if (before != null && !before.personId().equals(now.personId())) {
        persons.add(before.personId());
      }
    }
    into.persons().addAll(persons);
  }
}
