package dev.tributary.core.event;

import java.util.Optional;

/** What counts as a text, wherever an event is read. */
public final class FieldText {

  /**
   * Letters and a symbol by their category, that are drawn as nothing: fillers of Hangul, Braille.
   */
  private static final String BLANK_LETTERS = "\u115F\u1160\u3164\uFFA0\u2800";

  private static final int FIRST_BEYOND_ASCII = 0x80;

  private FieldText() {}

  /**
   * Whether nothing of it shows: it is empty, or all of it is spaces, unbreakable ones among them,
   * signs without width and letters that are drawn as nothing.
   */
  public static boolean isBlank(String text) {
    return text.codePoints().allMatch(FieldText::showsNothing);
  }

  /** The text without what shows nothing at its ends: two that look alike there are one. */
  public static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && showsNothing(text.codePointAt(from))) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (from < to && showsNothing(text.codePointBefore(to))) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }

  /**
   * The first control character, as {@code U+0007}. In an identifier it is a sender's fault: two
   * that look alike would be two persons, and printed it could steer a terminal.
   */
  public static Optional<String> control(String text) {
    return text.codePoints()
        .filter(Character::isISOControl)
        .mapToObj("U+%04X"::formatted)
        .findFirst();
  }

  private static boolean showsNothing(int sign) {
    if (sign < FIRST_BEYOND_ASCII) {
      // Most texts have no others, and of these the one test answers all.
      return sign <= ' ' && Character.isWhitespace(sign);
    }
    return Character.isWhitespace(sign)
        || Character.isSpaceChar(sign)
        || Character.getType(sign) == Character.FORMAT
        || BLANK_LETTERS.indexOf(sign) >= 0;
  }
}
