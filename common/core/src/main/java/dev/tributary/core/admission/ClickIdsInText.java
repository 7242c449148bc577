package dev.tributary.core.admission;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Takes parameters that carry click ids out of texts: of {@code /x?gclid=abc&a=1} stays {@code
 * /x?a=1}, of {@code #/x/gclid/abc/y} stays {@code #/x/y}. URLs lie in URLs, encoded once more at
 * each level, and so do their parameters: {@code u=%2Fx%3Fgclid%3Dabc}. A text in which an id shows
 * and can't be told from the rest goes as a whole.
 */
final class ClickIdsInText {

  /** Nobody packs them deeper. */
  private static final int MOST_LEVELS = 4;

  /** Encoded however often, or escaped as in a script. */
  private static final String SLASH = "(?:\\\\?/|%(?:25){0,4}2f)";

  private static final String SEGMENT =
      "(?:(?!%(?:25){0,4}(?:2[0236f]|3[bcef]))[^/?#&;\\s\"'<>\\\\])";

  /** What stands behind the name of a list: {@code gclid[]} and {@code gclid[0]}. */
  private static final String LIST = "(?:(?:\\[|%(?:25){0,4}5b)\\w{0,9}(?:]|%(?:25){0,4}5d))?";

  /** Long and with a digit, so that a sentence about click ids is none. */
  private static final String ID = "(?=[a-z._~-]*[0-9])[a-z0-9._~-]{16}";

  private static final String VALUE = "[^/?#&;,\\s\\p{Cntrl}\"'<>\\\\]";

  private final ClickIdMention mention;
  private final Pattern shown;
  private final Pattern inPath;
  private final Pattern named;
  private final Pattern[] ofLevel;

  /**
   * @param names of the parameters, in lower case
   */
  ClickIdsInText(Set<String> names) {
    mention = new ClickIdMention(names);
    String any = "(?:" + names.stream().map(Pattern::quote).collect(Collectors.joining("|")) + ")";
    String name = "(?:(?<![a-z0-9_])|(?<=%(?:25){0,4}[0-9a-f]{2}))" + any + LIST;
    String segments =
        "(?:(?<![a-z0-9_.-])|(?<=%(?:25){0,4}[0-9a-f]{2}))(?:"
            + any
            + SLASH
            + "++)++"
            + SEGMENT
            + "*+";
    // In JSON or a script, quoted, escaped or not: gclid: 'a', \"gclid\":\"a\", ["gclid","a"].
    String assigned = name + "(?:\\s*[=:]|\\\\*[\"']\\s*[=:,]|\\s++" + ID + ")";
    shown = Pattern.compile(assigned + "|" + segments, CASE_INSENSITIVE);
    inPath = Pattern.compile(SLASH + "?" + segments, CASE_INSENSITIVE);
    String behind =
        "(?:[\\s\\p{Cntrl}]*[=:]|(?:/++" + any + ")*+/++|\\\\*[\"']\\s*[=:,]|\\s++(?=" + ID + "))";
    named = Pattern.compile(name + behind + "[\\s\"'\\\\]*+(" + VALUE + "++)", CASE_INSENSITIVE);
    ofLevel =
        IntStream.rangeClosed(0, MOST_LEVELS)
            .mapToObj(level -> Pattern.compile(parameters(name, level), CASE_INSENSITIVE))
            .toArray(Pattern[]::new);
  }

  /**
   * The separator before, in the first group, parameters that carry an id, and the separator after
   * them in the second, all encoded so many times.
   */
  private static String parameters(String name, int level) {
    String escape = level == 0 ? "" : "%" + "25".repeat(level - 1);
    String before = level == 0 ? "[?&#]" : escape + "(?:3f|26|23)";
    String equals = level == 0 ? "=" : escape + "3d";
    String and = level == 0 ? "&" : escape + "26";
    // A value ends where that of a parameter around it would end, too.
    String end = level == 0 ? "" : "(?!%(?:25){0," + (level - 1) + "}2[36])";
    String one = name + equals + "(?:" + end + "[^&#\\s\"'<>])*+";
    return "(" + before + ")?" + one + "(?:" + and + one + ")*+(" + and + ")?";
  }

  /** The text without them; empty where nothing stays, or nothing that is safe to keep. */
  Optional<String> without(String text) {
    if (!shows(text)) {
      return Optional.of(text);
    }
    String kept = text;
    for (Pattern parameters : ofLevel) {
      kept = parameters.matcher(kept).replaceAll(ClickIdsInText::separator);
    }
    kept = inPath.matcher(kept).replaceAll("");
    return kept.isBlank() || shows(kept) ? Optional.empty() : Optional.of(kept);
  }

  /** Between what stays before and after them. */
  private static String separator(MatchResult parameters) {
    boolean followed = parameters.group(2) != null;
    return followed && parameters.group(1) != null
        ? Matcher.quoteReplacement(parameters.group(1))
        : "";
  }

  /** Whether one stands in the text, encoded or not. */
  boolean shows(String text) {
    return Decodings.of(text).stream().anyMatch(this::standsIn);
  }

  /** The values that stand behind one of the names, encoded or not. */
  Stream<String> values(String text) {
    return mention.in(text)
        ? Decodings.of(text).stream()
            .flatMap(decoded -> named.matcher(decoded).results())
            .map(found -> found.group(1))
        : Stream.empty();
  }

  private boolean standsIn(String text) {
    return mention.in(text) && shown.matcher(text).find();
  }
}
