package dev.tributary.core.imports;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Walks over one line of a log, field by field. */
final class LogCursor {

  private final String line;
  private int at;

  LogCursor(String line) {
    this.line = line;
  }

  /** Says in a clause what the line lacks: "its user agent has no closing quote". */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String why) {
      super(why);
    }
  }

  /** What stands up to the next space. */
  String word(String what) throws Malformed {
    return until(" ", what + " ends the line");
  }

  /** What stands up to a text, which is passed over. */
  String until(String end, String why) throws Malformed {
    int found = line.indexOf(end, at);
    if (found < 0) {
      throw new Malformed("its " + why);
    }
    String text = line.substring(at, found);
    at = found + end.length();
    return text;
  }

  /** What stands up to the next space or the end of the line. */
  String lastWord() {
    int found = line.indexOf(' ', at);
    int end = found < 0 ? line.length() : found;
    String text = line.substring(at, end);
    at = Math.min(line.length(), end + 1);
    return text;
  }

  boolean atEnd() {
    return at >= line.length();
  }

  /** A quoted field, unescaped as Apache and nginx escape, with the space behind it passed over. */
  String quoted(String what) throws Malformed {
    if (atEnd() || line.charAt(at) != '"') {
      throw new Malformed("its " + what + " does not begin with a quote");
    }
    int end = at + 1;
    while (end < line.length() && line.charAt(end) != '"') {
      end += line.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= line.length()) {
      throw new Malformed("its " + what + " has no closing quote");
    }
    String raw = line.substring(at + 1, end);
    at = Math.min(line.length(), end + 2);
    return raw.indexOf('\\') < 0 ? raw : unescaped(raw);
  }

  private static String unescaped(String raw) {
    byte[] in = raw.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
    for (int i = 0; i < in.length; i++) {
      if (in[i] != '\\' || i + 1 == in.length) {
        out.write(in[i]);
        continue;
      }
      i++;
      int octet = in[i] == 'x' && i + 2 < in.length ? octet(in[i + 1], in[i + 2]) : -1;
      if (octet >= 0) {
        out.write(octet);
        i += 2;
      } else {
        out.write(in[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static int octet(byte high, byte low) {
    int first = Character.digit(high, 16);
    int second = Character.digit(low, 16);
    return first < 0 || second < 0 ? -1 : first << 4 | second;
  }
}
