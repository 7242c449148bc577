package dev.tributary.core.admission;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How click ids stand in texts, as patterns. A match costs time in proportion to the text: what
 * repeats is possessive or bounded.
 */
final class ClickIdShapes {

  /** Nobody packs them deeper. */
  private static final int MOST_LEVELS = 4;

  /** Encoded however often, or escaped as in a script. */
  private static final String SLASH = "(?:\\\\?/|%(?:25){0,4}2f)";

  private static final String SEGMENT =
      "(?:(?!%(?:25){0,4}(?:2[0236f]|3[bcef]))[^/?#&;\\s\"'<>\\\\])";

  /** One sign is looked at before eleven. */
  private static final String ESCAPED = "(?<=[0-9a-f])(?<=%(?:25){0,4}[0-9a-f]{2})";

  /** Of a parameter's name around a click id's: {@code utm[gclid][0]}, {@code last_gclid}. */
  private static final String OF_A_NAME = "(?:[\\w.\\[\\]-]|%(?:25){0,4}5[bd])";

  /** Where such a name starts; of an encoded one behind the last escape, which no bracket is. */
  private static final String START =
      "(?:(?<![\\w.\\[\\]%-])|(?<=[0-9a-f])(?<=%(?:25){0,4}(?!25|5[bd])[0-9a-f]{2}))";

  private static final String HUMP = "(?-i:(?<=[a-z0-9])(?=[A-Z]))";

  /** Stands for an underscore within a name while the patterns are built. */
  private static final String WITHIN = " ";

  private static final String UNDERSCORE = "(?:_|" + HUMP + ")";

  /** A hump of five letters or more: those of three stand in every long token by chance. */
  private static final String LONG_HUMP = "(?-i:(?<=[a-z0-9])(?=[A-Z][A-Za-z0-9_]{4}))";

  private static final String BEGINS = "(?:(?<![a-z0-9])|" + LONG_HUMP + "|" + ESCAPED + ")";
  private static final String ENDS = "(?:(?![a-z0-9])|" + HUMP + ")";

  /**
   * What no slug and no campaign's name looks like: long, of digits only or with letters and digits
   * that change twice within a word, and in one piece or with a capital.
   */
  private static final String ID =
      "(?=[a-z0-9._~-]{16})(?:[0-9]{16}|(?:(?=[a-z0-9]{16})|(?-i:(?=[a-z0-9._~-]{0,48}+[A-Z])))"
          + "[a-z0-9._~-]{0,48}?(?=[a-z0-9]{8})"
          + "(?:[a-z]{1,24}+[0-9]{1,24}+[a-z]|[0-9]{1,24}+[a-z]{1,24}+[0-9]))";

  /** Between a name and its id: {@code ] => }, {@code >}, {@code |}, {@code &gt;}. */
  private static final String BETWEEN = "(?:&[a-z0-9#]{2,6};|[^a-z0-9]){1,12}+";

  private static final String VALUE = "[^/?#&;,|\\s\\p{Cntrl}\"'<>\\\\(){}\\[\\]]";

  /** An id of which nothing says what it is. */
  static final Pattern LIKE_AN_ID = Pattern.compile("(?<![a-z0-9._~-])" + ID, CASE_INSENSITIVE);

  /** One shows. */
  final Pattern shown;

  /** A name and its id as segments of a path. */
  final Pattern inPath;

  /** The id behind its name, as the first group. */
  final Pattern named;

  /**
   * The separator before, in the first group, parameters that carry an id, and the separator after
   * them in the second, all encoded so many times.
   */
  final List<Pattern> ofLevel;

  /**
   * @param names of the parameters, in lower case
   * @param others names of those whose ids may stay
   */
  ClickIdShapes(Set<String> names, Set<String> others) {
    String any = anyOf(names);
    String noOther = others.isEmpty() ? "" : "(?!" + anyOf(others) + "(?!\\w))";
    String first = firstOf(names);
    String around = START + noOther + OF_A_NAME + "{0,100}?" + first + BEGINS;
    String name = "(?:" + around + "|" + first + "(?:(?<![a-z0-9_])|" + ESCAPED + "))" + any + ENDS;
    String segments = first + "(?:(?<![a-z0-9_.-])|" + ESCAPED + ")(?:" + any + SLASH + "++)++";
    // In JSON or a script, quoted, escaped or not: gclid: 'a', \"gclid\":\"a\", ["gclid","a"].
    String narrow = "[\\w\\[\\]]{0,40}+";
    String assigns =
        BETWEEN
            + ("(?=" + ID + ")|" + narrow + BETWEEN + "(?=" + ID + ")")
            + ("|" + OF_A_NAME + "{0,40}+(?:[\\s\\p{Cntrl}]*+=|\\\\*+[\"']\\s*+[=:])")
            + "|[\\s\\p{Cntrl}]*+:"
            + ("|"
                + narrow
                + "(?:[\\s\\p{Cntrl}]*+:[\\s\"'\\\\]*+(?="
                + ID
                + ")|\\\\*+[\"']\\s*+,)");
    shown = compiled(name + "(?:" + assigns + ")|" + segments + SEGMENT + "*+");
    inPath = compiled(SLASH + "?" + segments + SEGMENT + "*+");
    String skipped = "(?:[\\s\"'\\\\(\\[<>=:]|&[a-z0-9#]{2,6};)*+";
    named =
        compiled(
            name
                + "(?:"
                + assigns
                + "|(?:/++"
                + any
                + "){0,9}+/++)"
                + skipped
                + "("
                + VALUE
                + "++)");
    ofLevel =
        IntStream.rangeClosed(0, MOST_LEVELS)
            .mapToObj(level -> compiled(parameters(name + OF_A_NAME + "{0,40}+", level)))
            .toList();
  }

  private static Pattern compiled(String pattern) {
    return Pattern.compile(pattern, CASE_INSENSITIVE);
  }

  /**
   * The names, each also in humps: li_fat_id as liFatId. What several begin with is looked at once:
   * a list of sixty would be gone through at each sign of a text.
   */
  private static String anyOf(Set<String> names) {
    return tree(names.stream().map(name -> name.replaceAll("(?<=.)_", WITHIN)).toList());
  }

  /** What keeps most signs of a text from being looked at closer. */
  private static String firstOf(Set<String> names) {
    return names.stream()
        .filter(name -> !name.isEmpty())
        .map(name -> String.format("\\x{%x}", name.codePointAt(0)))
        .distinct()
        .collect(Collectors.joining("", "(?=[", "])"));
  }

  private static String tree(Collection<String> names) {
    if (names.size() == 1) {
      String[] words = names.iterator().next().split(WITHIN, -1);
      return Arrays.stream(words).map(Pattern::quote).collect(Collectors.joining(UNDERSCORE));
    }
    // The longer first: none of them is cut short by another.
    SortedMap<String, List<String>> rests = new TreeMap<>(Comparator.reverseOrder());
    for (String name : names) {
      int first = name.isEmpty() ? 0 : 1;
      rests
          .computeIfAbsent(name.substring(0, first), sign -> new ArrayList<>())
          .add(name.substring(first));
    }
    return rests.entrySet().stream()
        .map(one -> one.getKey().isEmpty() ? "" : sign(one.getKey()) + tree(one.getValue()))
        .collect(Collectors.joining("|", "(?:", ")"));
  }

  private static String sign(String sign) {
    return sign.equals(WITHIN) ? UNDERSCORE : Pattern.quote(sign);
  }

  private static String parameters(String name, int level) {
    String escape = level == 0 ? "" : "%" + "25".repeat(level - 1);
    String before = level == 0 ? "[?&#]" : escape + "(?:3f|26|23)";
    String equals = level == 0 ? "=" : escape + "3d";
    String and = level == 0 ? "&" : escape + "26";
    // Behind an arrow or in quotes the id would stay.
    String plain = "(?![\\s\"'<>\\\\]|&(?:quot|apos|[lg]t|#))";
    // A value ends where that of a parameter around it would end, too.
    String end = level == 0 ? "" : "(?!%(?:25){0," + (level - 1) + "}2[36])";
    String one = name + equals + plain + "(?:" + end + "[^&#\\s\"'<>])*+";
    return "(" + before + ")?" + one + "(?:" + and + one + ")*+(" + and + ")?";
  }
}
