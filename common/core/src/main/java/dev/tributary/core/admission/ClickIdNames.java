package dev.tributary.core.admission;

import java.util.Locale;
import java.util.regex.Pattern;

/** The names of parameters that carry click ids, as senders write them. */
final class ClickIdNames {

  private static final Pattern NO_LETTER_OF_A_NAME = Pattern.compile("[\\s\\p{Cntrl}]");

  private ClickIdNames() {}

  /**
   * The name as a registry has it. A list's name is its items': {@code gclid[]} and {@code
   * gclid[0]} are read as gclid.
   */
  static String one(String name) {
    int list = name.indexOf('[');
    String item = list > 0 ? name.substring(0, list) : name;
    return NO_LETTER_OF_A_NAME.matcher(item).replaceAll("").toLowerCase(Locale.ROOT);
  }
}
