package dev.tributary.core.admission;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names of parameters and fields that carry click ids, as senders write them. */
final class ClickIdNames {

  private static final Pattern NO_LETTER_OF_A_NAME = Pattern.compile("[\\s\\p{Cntrl}]");
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private final Set<String> names;
  private final Predicate<String> others;
  private final Pattern within;

  /** In any case, as in {@code lastGclId}. */
  private final Pattern behindHump;

  /**
   * @param names of the parameters, in lower case
   * @param others whether that is the name of ids that may stay
   */
  ClickIdNames(Set<String> names, Predicate<String> others) {
    this.names = names;
    this.others = others;
    String any = names.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    this.behindHump = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])(?i:" + any + ")(?![A-Za-z0-9])");
    this.within = Pattern.compile("(?<![a-z0-9])(?:" + any + ")(?![a-z0-9])", CASE_INSENSITIVE);
  }

  /**
   * Whether it is one of the names. A list's name is its items': {@code gclid[]} and {@code
   * gclid[0]} are read as gclid.
   */
  boolean areCalled(String name) {
    int list = name.indexOf('[');
    String item = list > 0 ? name.substring(0, list) : name;
    String letters = NO_LETTER_OF_A_NAME.matcher(item).replaceAll("");
    return names.contains(letters.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether it is one of the names or made of one: forms nest them, {@code utm[gclid]}, and
   * customer databases write {@code GCLID__c}, {@code last_gclid}, {@code gclidOfClick}.
   */
  boolean standIn(String name) {
    if (areCalled(name)) {
      return true;
    }
    return !others.test(name)
        && (within.matcher(name).find()
            || within.matcher(HUMP.matcher(name).replaceAll("_")).find()
            || behindHump.matcher(name).find());
  }
}
