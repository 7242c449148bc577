package dev.tributary.core.identity;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Disjoint sets of identifiers (union by size, path halving). */
final class Components {

  private final Map<Identifier, Identifier> parent = new HashMap<>();
  private final Map<Identifier, Integer> size = new HashMap<>();

  static Components of(Collection<Link> links) {
    Components components = new Components();
    links.forEach(link -> components.join(link.one(), link.other()));
    return components;
  }

  void join(Identifier one, Identifier other) {
    Identifier left = root(one);
    Identifier right = root(other);
    if (left.equals(right)) {
      return;
    }
    int leftSize = size.getOrDefault(left, 1);
    int rightSize = size.getOrDefault(right, 1);
    Identifier root = leftSize >= rightSize ? left : right;
    parent.put(root.equals(left) ? right : left, root);
    size.put(root, leftSize + rightSize);
  }

  Identifier root(Identifier identifier) {
    Identifier at = identifier;
    Identifier above = parent.get(at);
    while (above != null) {
      Identifier next = parent.get(above);
      if (next != null) {
        parent.put(at, next);
      }
      at = above;
      above = next;
    }
    return at;
  }
}
