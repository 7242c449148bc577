package dev.tributary.core.admission;

import dev.tributary.core.url.QueryParameters;
import java.util.ArrayList;
import java.util.List;

/** What a text says: URLs lie in URLs, encoded once more at each level. */
final class Decodings {

  /** Nobody packs them deeper. */
  private static final int MOST_LEVELS = 5;

  private Decodings() {}

  /** The text as it stands, decoded once, decoded twice and so on, as long as that changes it. */
  static List<String> of(String text) {
    String next = QueryParameters.decoded(text);
    if (next.equals(text)) {
      return List.of(text);
    }
    List<String> levels = new ArrayList<>(List.of(text));
    while (levels.size() <= MOST_LEVELS && !next.equals(levels.get(levels.size() - 1))) {
      levels.add(next);
      next = QueryParameters.decoded(next);
    }
    return levels;
  }
}
