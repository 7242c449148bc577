package dev.tributary.core.admission;

import dev.tributary.core.classify.ClickIds;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes parameters that carry click ids out of texts: of {@code /x?gclid=abc&a=1} stays {@code
 * /x?a=1}, of {@code #/x/gclid/abc/y} stays {@code #/x/y}. URLs lie in URLs, encoded once more at
 * each level, and so do their parameters: {@code u=%2Fx%3Fgclid%3Dabc}. A text in which an id shows
 * and can't be told from the rest goes as a whole.
 */
final class ClickIdsInText {

  private final ClickIdMention mention;
  private final ClickIdShapes shapes;

  /**
   * @param names of the parameters, in lower case
   * @param others names of those whose ids may stay
   */
  ClickIdsInText(Set<String> names, Set<String> others) {
    mention = new ClickIdMention(names);
    shapes = new ClickIdShapes(names, others);
  }

  /** The same without names of campaigns: what these carry stands in a campaign's own name too. */
  static ClickIdsInText ofOneClick(Set<String> names, Set<String> others, ClickIds registry) {
    Set<String> clicks = new HashSet<>(names);
    clicks.removeAll(registry.ofAdCampaigns());
    Set<String> rest = new HashSet<>(others);
    rest.addAll(registry.ofAdCampaigns());
    return new ClickIdsInText(clicks, rest);
  }

  /** The text without them; empty where nothing stays, or nothing that is safe to keep. */
  Optional<String> without(String text) {
    if (!shows(text)) {
      return Optional.of(text);
    }
    String kept = text;
    for (Pattern parameters : shapes.ofLevel) {
      kept = parameters.matcher(kept).replaceAll(ClickIdsInText::separator);
    }
    kept = shapes.inPath.matcher(kept).replaceAll("");
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
            .flatMap(decoded -> shapes.named.matcher(decoded).results())
            .map(found -> found.group(1))
        : Stream.empty();
  }

  private boolean standsIn(String text) {
    return mention.in(text) && shapes.shown.matcher(text).find();
  }
}
