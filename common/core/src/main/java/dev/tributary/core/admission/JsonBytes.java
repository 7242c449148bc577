package dev.tributary.core.admission;

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

  private static boolean white(byte here) {
    return here == ' ' || here == '\t' || here == '\n' || here == '\r';
  }
}
