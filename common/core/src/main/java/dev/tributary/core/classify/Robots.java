package dev.tributary.core.classify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The signs by which a user agent gives a machine away, read once from the shipped table. */
final class Robots {

  private static final int SHORTEST_BROWSER = 12;
  private static final String MOZILLA = "mozilla/";

  /** Reasons that fit a program which sends other people's events as well as a robot. */
  private static final Set<String> SENDERS =
      Set.of(
          "fetcher",
          "library",
          "names a contact address",
          "no browser named",
          "no user agent",
          "too short for a browser");

  private record Sign(String text, String reason) {}

  private final Map<String, String> words = new HashMap<>();
  private final List<Sign> endings = new ArrayList<>();
  private final List<Sign> beginnings = new ArrayList<>();
  private final List<Sign> phrases = new ArrayList<>();
  private final List<Sign> browsers = new ArrayList<>();
  private final List<Sign> engines = new ArrayList<>();
  private final List<Sign> systems = new ArrayList<>();
  private final List<Sign> devices = new ArrayList<>();
  private final List<String> persons = new ArrayList<>();

  Robots() {
    Table table = Table.shipped("robots.csv", List.of("how", "text", "reason"));
    for (Table.Row row : table.rows()) {
      Sign sign = new Sign(row.cell(1), row.cell(2));
      switch (row.cell(0)) {
        case "word" -> words.put(sign.text(), sign.reason());
        case "ending" -> endings.add(sign);
        case "beginning" -> beginnings.add(sign);
        case "phrase" -> phrases.add(sign);
        case "browser" -> browsers.add(sign);
        case "engine" -> engines.add(sign);
        case "system" -> systems.add(sign);
        case "device" -> devices.add(sign);
        case "person" -> persons.add(sign.text());
        default -> throw Table.unusable(table.name(), row.line(), "no such way of looking");
      }
    }
  }

  /**
   * Why this is a machine, or empty where it looks like a person's browser.
   *
   * @param agent not null
   */
  Optional<String> reason(String agent) {
    String text = unquoted(agent.strip().toLowerCase(Locale.ROOT));
    if (text.isEmpty() || text.equals("-")) {
      return Optional.of("no user agent");
    }
    for (String person : persons) {
      text = text.replace(person, " ");
    }
    Optional<String> told = byWord(text);
    told = told.isPresent() ? told : first(phrases, text::contains);
    if (told.isPresent()) {
      return told;
    }
    if (text.length() < SHORTEST_BROWSER) {
      return Optional.of("too short for a browser");
    }
    return namesBrowser(text) ? Optional.empty() : Optional.of("no browser named");
  }

  /**
   * Whether this is a program that speaks for somebody else, such as a shop's server or an app: it
   * does not begin as browsers do, and no sign names it as a machine that visits pages.
   *
   * @param agent not null
   */
  boolean speaksForOthers(String agent) {
    String text = unquoted(agent.strip().toLowerCase(Locale.ROOT));
    return first(browsers, text::startsWith).isEmpty()
        && reason(agent).filter(SENDERS::contains).isPresent();
  }

  /** Some proxies send the header in quotes. */
  private static String unquoted(String text) {
    return text.startsWith("\"") || text.startsWith("'") ? text.substring(1) : text;
  }

  /** Television sets and apps put names of their own before mozilla/, or leave it out. */
  private boolean namesBrowser(String text) {
    if (first(browsers, text::startsWith).isPresent() && !text.startsWith(MOZILLA)) {
      return true;
    }
    boolean claims = text.contains(MOZILLA) || first(systems, text::contains).isPresent();
    return claims && first(engines, text::contains).isPresent()
        || first(devices, text::contains).isPresent();
  }

  private Optional<String> byWord(String text) {
    int start = 0;
    while (start < text.length()) {
      int end = start;
      while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
        end++;
      }
      Optional<String> reason = ofWord(text.substring(start, end));
      if (reason.isPresent()) {
        return reason;
      }
      start = end + 1;
    }
    return Optional.empty();
  }

  private Optional<String> ofWord(String word) {
    if (word.isEmpty()) {
      return Optional.empty();
    }
    String known = words.get(word);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<String> byEnding = first(endings, word::endsWith);
    return byEnding.isPresent() ? byEnding : first(beginnings, word::startsWith);
  }

  private static Optional<String> first(List<Sign> signs, Predicate<String> holds) {
    for (Sign sign : signs) {
      if (holds.test(sign.text())) {
        return Optional.of(sign.reason());
      }
    }
    return Optional.empty();
  }
}
