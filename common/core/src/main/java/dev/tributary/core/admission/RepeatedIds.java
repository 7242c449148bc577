package dev.tributary.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.core.url.QueryParameters;
import dev.tributary.core.url.WebUrl;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
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

  /** Nobody encodes more often. */
  private static final int MOST_LEVELS = 4;

  private final Optional<Pattern> any;

  private RepeatedIds(Collection<String> ids) {
    Set<String> distinct =
        ids.stream().filter(id -> !id.isBlank()).collect(Collectors.toUnmodifiableSet());
    this.any =
        distinct.isEmpty()
            ? Optional.empty()
            : Optional.of(
                Pattern.compile(
                    distinct.stream().map(RepeatedIds::expression).collect(Collectors.joining("|")),
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
  }

  private static String expression(String id) {
    return id.length() < LONG
        ? "(?<![\\p{L}\\p{N}])" + Pattern.quote(id) + "(?![\\p{L}\\p{N}])"
        : Pattern.quote(id);
  }

  /**
   * Those of some fields, and of the parameters of some URLs that carry one.
   *
   * @param clickId whether a parameter of that name carries a click id
   */
  static RepeatedIds of(
      ObjectNode event,
      Collection<String> fields,
      Collection<String> urls,
      Predicate<String> clickId) {
    return new RepeatedIds(
        Stream.concat(
                fields.stream().map(field -> event.path(field).asText("")),
                urls.stream()
                    .flatMap(field -> WebUrl.parse(event.path(field).asText("")).stream())
                    .flatMap(url -> Stream.of(url.parameters(), QueryParameters.of(url.fragment())))
                    .flatMap(parameters -> parameters.each().stream())
                    .filter(parameter -> clickId.test(parameter.name()))
                    .map(QueryParameters.Parameter::value))
            .toList());
  }

  /** The text, or empty where it has one. */
  Optional<String> without(String text) {
    return standsIn(text) ? Optional.empty() : Optional.of(text);
  }

  /**
   * The URL without the segments of its path, the parameters and the fragment that have one; empty
   * where its host has, or where it is no web URL and has one.
   */
  Optional<String> withoutInUrl(String text) {
    if (!standsIn(text)) {
      return Optional.of(text);
    }
    return WebUrl.parse(text).map(this::without).flatMap(url -> without(url.href()));
  }

  private WebUrl without(WebUrl url) {
    String path = kept(Stream.of(url.path().substring(1).split("/", -1)), "/");
    String query = kept(url.parameters().each().stream().map(QueryParameters.Parameter::raw), "&");
    WebUrl kept = url.withPath("/" + path).withQuery(query.isEmpty() ? null : query);
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
    return standsIn(value.asText()) ? Optional.empty() : Optional.of(value);
  }

  private boolean standsIn(String text) {
    if (any.isEmpty()) {
      return false;
    }
    String decoded = text;
    for (int level = 0; level <= MOST_LEVELS; level++) {
      if (any.get().matcher(decoded).find()) {
        return true;
      }
      String next = QueryParameters.decoded(decoded);
      if (next.equals(decoded)) {
        return false;
      }
      decoded = next;
    }
    return false;
  }
}
