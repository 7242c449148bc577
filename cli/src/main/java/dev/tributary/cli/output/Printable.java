package dev.tributary.cli.output;

/** Text that can't steer the reader's terminal: data may hold escape sequences and line ends. */
final class Printable {

  private Printable() {}

  static String line(String text) {
    StringBuilder safe = null;
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        safe = safe == null ? new StringBuilder(text) : safe;
        safe.setCharAt(i, '\uFFFD');
      }
    }
    return safe == null ? text : safe.toString();
  }
}
