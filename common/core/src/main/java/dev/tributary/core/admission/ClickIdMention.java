package dev.tributary.core.admission;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a text has one of some names as a word, encoded or not: a quick look that spares nearly
 * every text a slow one. It may say yes where a closer look says no, never the other way round.
 */
final class ClickIdMention {

  /** Of what may stand before a word that was encoded up to five times: {@code %252525252F}. */
  private static final int LONGEST_ESCAPE = 10;

  private final Set<String> lastWords;
  private final int shortest;

  /**
   * @param names in lower case
   */
  ClickIdMention(Set<String> names) {
    this.lastWords = names.stream().map(ClickIdMention::lastWord).collect(Collectors.toSet());
    this.shortest = lastWords.stream().mapToInt(String::length).min().orElse(0);
  }

  boolean in(String text) {
    if (shortest == 0) {
      return true;
    }
    int start = 0;
    for (int at = 0; at <= text.length(); at++) {
      if (at == text.length() || !ofAWord(text.charAt(at))) {
        if (at - start >= shortest && isOne(text, start, at)) {
          return true;
        }
        start = at + 1;
      }
    }
    return false;
  }

  private boolean isOne(String text, int start, int end) {
    int latest = start > 0 && text.charAt(start - 1) == '%' ? start + LONGEST_ESCAPE : start;
    for (int from = start; from <= latest && end - from >= shortest; from += 2) {
      if (lastWords.contains(text.substring(from, end).toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  private static String lastWord(String name) {
    int from = name.length();
    while (from > 0 && ofAWord(name.charAt(from - 1))) {
      from--;
    }
    return name.substring(from);
  }

  private static boolean ofAWord(char letter) {
    return letter == '_'
        || (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= '0' && letter <= '9');
  }
}
