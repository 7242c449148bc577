package dev.tributary.core.config;

/** How far apart two words are, for "did you mean". */
public final class Distance {

  private Distance() {}

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
