package dev.tributary.core.admission;

import java.util.BitSet;

/** Looks at JSON text as bytes, far enough to find where elements begin and end. */
final class JsonBytes {

  private JsonBytes() {}

  /** Where the content begins: behind a byte-order mark and white space. */
  static int contentStart(byte[] bytes) {
    int at = startsWithByteOrderMark(bytes) ? 3 : 0;
    while (at < bytes.length && white(bytes[at])) {
      at++;
    }
    return at;
  }

  static boolean startsWithByteOrderMark(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }

  /** Whether only white space lies between the two offsets, the latter exclusive. */
  static boolean blank(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (!white(bytes[at])) {
        return false;
      }
    }
    return true;
  }

  /**
   * The offset of the comma or closing bracket that ends the element which starts at {@code from};
   * the end of the bytes where there is none.
   */
  static int elementEnd(byte[] bytes, int from) {
    int depth = 0;
    boolean inString = false;
    for (int at = from; at < bytes.length; at++) {
      byte here = bytes[at];
      if (inString) {
        if (here == '\\') {
          at++;
        } else if (here == '"') {
          inString = false;
        }
      } else if (here == '"') {
        inString = true;
      } else if (here == '{' || here == '[') {
        depth++;
      } else if (here == ']' && depth == 0) {
        return at;
      } else if (here == '}' || here == ']') {
        depth = Math.max(0, depth - 1);
      } else if (here == ',' && depth == 0) {
        return at;
      }
    }
    return bytes.length;
  }

  /**
   * Whether the element that starts at {@code from}, and that nothing ends, leaves a string or
   * brace open and so may have taken the array's closing bracket, the last of the bytes, with it.
   */
  static boolean swallowsTheEnd(byte[] bytes, int from) {
    BitSet square = new BitSet();
    int depth = 0;
    boolean inString = false;
    boolean swallowed = false;
    for (int at = from; at < bytes.length; at++) {
      byte here = bytes[at];
      boolean opens = !inString && (here == '{' || here == '[');
      boolean closes = !inString && (here == '}' || here == ']');
      if (inString && here == '\\') {
        at++;
      } else if (here == '"') {
        inString = !inString;
      } else if (opens) {
        square.set(depth++, here == '[');
      } else if (closes) {
        depth = Math.max(0, depth - 1);
      }
      if (!white(here)) {
        swallowed = here == ']' && (inString || !square.get(depth));
      }
    }
    return swallowed;
  }

  private static boolean white(byte here) {
    return here == ' ' || here == '\t' || here == '\n' || here == '\r';
  }
}
