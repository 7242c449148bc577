package dev.tributary.core.event;

import java.util.Optional;

/** What counts as a text, wherever an event is read. */
public final class FieldText {

  private FieldText() {}

  /**
   * Whether nothing of it shows: it is empty, or all of it is spaces, unbreakable ones among them,
   * and signs without width.
   */
  public static boolean isBlank(String text) {
    return text.codePoints().allMatch(FieldText::showsNothing);
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
    return Character.isWhitespace(sign)
        || Character.isSpaceChar(sign)
        || Character.getType(sign) == Character.FORMAT;
  }
}
