package dev.tributary.core.identity;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.IdentitySettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps chains of shared browsers from merging a crowd, each of which has few users: those of a
 * kiosk, say, whose cookies are cleared. A person of too many users is parted where browsers or
 * devices are shared: all that have several users lose their links to users.
 */
final class CrowdGuard {

  private final long usersPerPerson;

  CrowdGuard(Config config) {
    usersPerPerson = config.value(IdentitySettings.USERS_PER_PERSON);
  }

  /** What is left of links that the guard of single identifiers left, and all that was cut. */
  Guard.Pruned part(Guard.Pruned pruned) {
    Components components = Components.of(pruned.links());
    Map<Identifier, Set<Identifier>> usersOfRoot = new HashMap<>();
    for (Link link : pruned.links()) {
      for (Identifier one : List.of(link.one(), link.other())) {
        if (isUser(one)) {
          usersOfRoot.computeIfAbsent(components.root(one), root -> new HashSet<>()).add(one);
        }
      }
    }
    usersOfRoot.values().removeIf(users -> users.size() <= usersPerPerson);
    if (usersOfRoot.isEmpty()) {
      return pruned;
    }
    Map<Identifier, Set<Identifier>> usersOfDevice = new HashMap<>();
    for (Link link : pruned.links()) {
      if (usersOfRoot.containsKey(components.root(link.one()))) {
        add(usersOfDevice, link.one(), link.other());
        add(usersOfDevice, link.other(), link.one());
      }
    }
    usersOfDevice.values().removeIf(users -> users.size() == 1);
    List<Cut> cuts = new ArrayList<>(pruned.cuts());
    for (Identifier device : usersOfDevice.keySet()) {
      int users = usersOfRoot.get(components.root(device)).size();
      cuts.add(new Cut(device, Cut.PERSON, users, usersPerPerson));
    }
    cuts.sort(Cut.IN_ORDER);
    List<Link> left =
        pruned.links().stream()
            .filter(link -> !usersOfDevice.containsKey(link.one()) || !isUser(link.other()))
            .filter(link -> !usersOfDevice.containsKey(link.other()) || !isUser(link.one()))
            .toList();
    return new Guard.Pruned(left, cuts);
  }

  private static void add(
      Map<Identifier, Set<Identifier>> usersOfDevice, Identifier one, Identifier other) {
    if (Identifier.isDevice(one.kind()) && isUser(other)) {
      usersOfDevice.computeIfAbsent(one, device -> new HashSet<>()).add(other);
    }
  }

  private static boolean isUser(Identifier identifier) {
    return identifier.kind().equals(Identifier.USER);
  }
}
