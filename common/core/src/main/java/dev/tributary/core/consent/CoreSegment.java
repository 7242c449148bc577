package dev.tributary.core.consent;

import java.util.Optional;

/**
 * The first segment of a TCF string without the vendors that it lists, which decide nothing here. A
 * range of vendors takes 33 bits and is read into a list of up to 65,535 numbers, so that a string
 * of ranges would cost a tenth of a second. Source: IAB Europe, TCF, consent string and vendor list
 * formats v2, "The Core String".
 */
final class CoreSegment {

  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private static final int BITS = 6;

  /** Writers pad with zeros to whole bytes, and to whole groups of four digits. */
  private static final int PADDED_TO = 24;

  /** 264 bits, as the shortest string has: no vendor twice and no restriction take 46 zeros. */
  private static final int DIGITS_WITHOUT_VENDORS = 44;

  private final String text;
  private final int end;
  private int at;

  private CoreSegment(String text, int from) {
    this.text = text;
    this.at = from;
    this.end = (text.length() * BITS + PADDED_TO - 1) / PADDED_TO * PADDED_TO;
  }

  /** The core of the EU's TCF v2: 213 bits before its vendors and restrictions. */
  static Optional<String> ofEurope(String section) {
    String core = first(section);
    CoreSegment segment = new CoreSegment(core, 213);
    return isWritten(core) && segment.vendors() && segment.vendors() && segment.restrictions()
        ? Optional.of(without(core, 213))
        : Optional.empty();
  }

  /** The core of Canada's TCF: 199 bits before its vendors. */
  static Optional<String> ofCanada(String section) {
    String core = first(section);
    CoreSegment segment = new CoreSegment(core, 199);
    return isWritten(core) && segment.vendors() && segment.vendors()
        ? Optional.of(without(core, 199))
        : Optional.empty();
  }

  /** The other segments list vendors and what a publisher wants for itself. */
  private static String first(String section) {
    int dot = section.indexOf('.');
    return dot < 0 ? section : section.substring(0, dot);
  }

  private static boolean isWritten(String core) {
    return core.chars().allMatch(digit -> DIGITS.indexOf(digit) >= 0);
  }

  private static String without(String core, int bits) {
    int whole = bits / BITS;
    int cleared = BITS - bits % BITS;
    int last = DIGITS.indexOf(core.charAt(whole)) >> cleared << cleared;
    String zeros = "A".repeat(DIGITS_WITHOUT_VENDORS - whole - 1);
    return core.substring(0, whole) + DIGITS.charAt(last) + zeros;
  }

  private boolean vendors() {
    int highest = take(16);
    if (take(1) == 1) {
      return ranges();
    }
    at += highest;
    return at <= end;
  }

  private boolean restrictions() {
    int restrictions = take(12);
    for (int one = 0; one < restrictions && at <= end; one++) {
      take(8);
      ranges();
    }
    return at <= end;
  }

  private boolean ranges() {
    int ranges = take(12);
    for (int one = 0; one < ranges && at <= end; one++) {
      int width = take(1) == 1 ? 32 : 16;
      at += width;
    }
    return at <= end;
  }

  /** So many bits as a number; those behind the last digit are zeros, as writers pad. */
  private int take(int bits) {
    int number = 0;
    for (int bit = at; bit < at + bits; bit++) {
      int digit = bit / BITS < text.length() ? DIGITS.indexOf(text.charAt(bit / BITS)) : 0;
      number = number << 1 | digit >> (BITS - 1 - bit % BITS) & 1;
    }
    at += bits;
    return number;
  }
}
