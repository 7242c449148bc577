package dev.tributary.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.core.url.QueryParameters;
import dev.tributary.core.url.WebUrl;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Identifiers that an event names and whose consent forbids to keep them, wherever else it repeats
 * them: of {@code /account/u-17/orders} with the user {@code u-17} stays {@code /account/orders}. A
 * short one is looked for as a word, a long one anywhere, both encoded or not and in any case.
 */
final class RepeatedIds {

  /** Longer than what stands within other words by chance. */
  private static final int LONG = 8;

  /** An event has a few; whoever sends hundreds must not make each text be read as often. */
  private static final int MOST_IDS = 16;

  /** Of a platform's id. What is shorter, or a plain word such as undefined, is a placeholder. */
  private static final int SHORTEST_CLICK_ID = 6;

  private final List<String> ids;

  private RepeatedIds(Stream<String> ids) {
    this.ids =
        ids.filter(id -> !id.isBlank())
            .map(RepeatedIds::canonical)
            .distinct()
            .limit(MOST_IDS)
            .toList();
  }

  /**
   * Those of some fields, and what the event names as click ids anywhere.
   *
   * @param clickIds the values that a text names as click ids
   */
  static RepeatedIds of(
      ObjectNode event, Collection<String> fields, Function<String, Stream<String>> clickIds) {
    return new RepeatedIds(
        Stream.concat(
            fields.stream().map(field -> event.path(field).asText("")),
            // Member by member: behind click_id_type the name of the next one is no id.
            event.properties().stream()
                .map(member -> '"' + member.getKey() + "\":" + member.getValue())
                .flatMap(clickIds)
                .filter(RepeatedIds::tellsOneFromOthers)));
  }

  private static boolean tellsOneFromOthers(String clickId) {
    return clickId.length() >= SHORTEST_CLICK_ID
        && clickId.chars().anyMatch(sign -> Character.isDigit(sign) || Character.isUpperCase(sign));
  }

  /** The text, or empty where it has one. */
  Optional<String> without(String text) {
    return standsIn(text) ? Optional.empty() : Optional.of(text);
  }

  /**
   * The URL without the segments of its path, the parameters and the fragment that have one: where
   * it leads stays, since that is the site's and no person's. Empty where it is no web URL.
   */
  Optional<String> withoutInUrl(String text) {
    return standsIn(text) ? WebUrl.parse(text).map(url -> without(url).href()) : Optional.of(text);
  }

  private WebUrl without(WebUrl url) {
    String path = kept(Stream.of(url.path().substring(1).split("/", -1)), "/");
    String query = kept(url.parameters().each().stream().map(QueryParameters.Parameter::raw), "&");
    // One with slashes in it may go over several segments.
    WebUrl kept =
        url.withPath(standsIn(path) ? "/" : "/" + path).withQuery(query.isEmpty() ? null : query);
    return url.fragment() != null && standsIn(url.fragment()) ? kept.withFragment(null) : kept;
  }

  private String kept(Stream<String> parts, String between) {
    return parts.filter(part -> !standsIn(part)).collect(Collectors.joining(between));
  }

  /** What stays of a member: of lists and objects all that has none. */
  Optional<JsonNode> without(JsonNode value) {
    if (value instanceof ObjectNode object) {
      ObjectNode kept = object.objectNode();
      object
          .properties()
          .forEach(
              member ->
                  without(member.getValue())
                      .filter(rest -> !standsIn(member.getKey()))
                      .ifPresent(rest -> kept.set(member.getKey(), rest)));
      return Optional.of(kept);
    }
    if (value instanceof ArrayNode array) {
      ArrayNode kept = array.arrayNode();
      array.forEach(item -> without(item).ifPresent(kept::add));
      return Optional.of(kept);
    }
    return !value.isNull() && standsIn(value.asText()) ? Optional.empty() : Optional.of(value);
  }

  private boolean standsIn(String text) {
    if (ids.isEmpty()) {
      return false;
    }
    return Decodings.of(text).stream()
        .map(RepeatedIds::canonical)
        .anyMatch(canonical -> ids.stream().anyMatch(id -> standsIn(canonical, id)));
  }

  /** Decoding makes a plus a space, where it was meant as one and where it was not. */
  private static String canonical(String text) {
    return text.toLowerCase(Locale.ROOT).replace('+', ' ');
  }

  private static boolean standsIn(String text, String id) {
    for (int at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
      if (id.length() >= LONG || (!ofAWord(text, at - 1) && !ofAWord(text, at + id.length()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean ofAWord(String text, int at) {
    return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
  }
}
