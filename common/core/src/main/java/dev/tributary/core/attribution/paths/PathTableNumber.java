package dev.tributary.core.attribution.paths;

import dev.tributary.core.config.Quoted;
import java.util.regex.Pattern;

/** A count or an amount in a path table. */
final class PathTableNumber {

  private static final Pattern DECIMAL = Pattern.compile("\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?");

  /** Whole numbers up to here are exact, and no sum of them overflows. */
  private static final double MOST = 1e15;

  /** Of so many digits every whole number is below {@link #MOST}. */
  private static final int DIGITS = 15;

  private PathTableNumber() {}

  static double read(String cell, String column, int line) {
    String text = cell.strip();
    if (isShortWhole(text)) {
      return Long.parseLong(text);
    }
    double number = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    if (number <= MOST) {
      return number;
    }
    throw new PathTableException(
        "Line "
            + line
            + ", column "
            + column
            + ": '"
            + Quoted.shortened(text)
            + "' is not a number from 0 to 10^15. Write it in digits with a point, such as 12 or"
            + " 12.5.");
  }

  private static boolean isShortWhole(String text) {
    if (text.isEmpty() || text.length() > DIGITS) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
