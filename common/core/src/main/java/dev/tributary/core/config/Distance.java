package dev.tributary.core.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** How far apart two words are, for "did you mean". */
public final class Distance {

  private Distance() {}

  /**
   * {@code ; the nearest is 'linear'} where one of the known words is near, as typing errors are: a
   * third of the letters, or what was typed is a part of it. Nothing where none is, or where the
   * word itself is known: no guess is better than a wrong one.
   */
  public static String hint(String word, Collection<String> known) {
    return nearest(word, known).map(near -> "; the nearest is '" + near + "'").orElse("");
  }

  private static Optional<String> nearest(String word, Collection<String> known) {
    Comparator<String> byDistance = Comparator.comparingInt(other -> between(other, word));
    int most = word.length() < 4 ? 1 : Math.max(2, word.length() / 3);
    return known.stream()
        .filter(other -> between(other, word) <= most)
        .min(byDistance)
        .or(() -> known.stream().filter(other -> holds(other, word)).min(byDistance))
        .filter(other -> !other.equals(word));
  }

  private static boolean holds(String known, String word) {
    return word.length() > 3 && known.contains(word);
  }

  /** Levenshtein's edit distance: insertions, deletions and replacements of one character. */
  public static int between(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replace = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[right.length()];
  }
}
