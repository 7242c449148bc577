package dev.tributary.core.admission;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a text has one of some names as a word or a part of one ({@code last_gclid}, {@code
 * gclidOfClick}, {@code liFatId}), encoded or not: a quick look that spares nearly every text a
 * slow one. It may say yes where a closer look says no, never the other way round.
 */
final class ClickIdMention {

  /** Of what may stand before a word that was encoded up to five times: {@code %252525252F}. */
  private static final int LONGEST_ESCAPE = 10;

  private final Set<String> lastWords;
  private final int[] lengths;
  private final int shortest;

  /**
   * @param names in lower case
   */
  ClickIdMention(Set<String> names) {
    this.lastWords =
        names.stream()
            .map(ClickIdMention::lastWord)
            .flatMap(ClickIdMention::mixtures)
            .collect(Collectors.toSet());
    this.lengths = lastWords.stream().mapToInt(String::length).sorted().distinct().toArray();
    this.shortest = lengths.length == 0 ? 0 : lengths[0];
  }

  boolean in(String text) {
    if (shortest == 0) {
      return true;
    }
    int start = 0;
    for (int at = 0; at <= text.length(); at++) {
      if (at == text.length() || !ofAWord(text.charAt(at))) {
        if (at - start >= shortest && hasOne(text, start, at)) {
          return true;
        }
        start = at + 1;
      }
    }
    return false;
  }

  private boolean hasOne(String text, int start, int end) {
    int latest = start > 0 && text.charAt(start - 1) == '%' ? start + LONGEST_ESCAPE : start;
    for (int from = start; end - from >= shortest; from++) {
      boolean begins = from <= latest || text.charAt(from - 1) == '_' || isHump(text, from);
      if (begins && startsWithOne(text, from, end)) {
        return true;
      }
    }
    return false;
  }

  private boolean startsWithOne(String text, int from, int end) {
    for (int length : lengths) {
      int to = from + length;
      if (to > end) {
        return false;
      }
      boolean ends = to == end || text.charAt(to) == '_' || isHump(text, to);
      if (ends && lastWords.contains(text.substring(from, to).toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHump(String text, int at) {
    return isCapital(text.charAt(at)) && !isCapital(text.charAt(at - 1));
  }

  private static boolean isCapital(char letter) {
    return letter >= 'A' && letter <= 'Z';
  }

  /** With each of its underscores or without: li_fat_id, lifat_id, li_fatid, lifatid. */
  private static Stream<String> mixtures(String word) {
    int underscore = word.indexOf('_', 1);
    return underscore < 0
        ? Stream.of(word)
        : mixtures(word.substring(underscore + 1))
            .flatMap(
                rest ->
                    Stream.of("_", "").map(sign -> word.substring(0, underscore) + sign + rest));
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
