package dev.tributary.core.admission;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes click ids out of members that nobody described: whatever a shop's pages, tag managers and
 * customer databases call them. Of a list or object that names one and holds its value elsewhere
 * nothing stays.
 */
final class ClickIdsInJson {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private final Set<String> names;
  private final Pattern withinName;
  private final Predicate<String> others;
  private final Function<String, Optional<String>> inText;

  /**
   * @param names of the parameters, in lower case
   * @param others whether that is the name of ids that may stay
   * @param inText what stays of a text
   */
  ClickIdsInJson(
      Set<String> names, Predicate<String> others, Function<String, Optional<String>> inText) {
    this.names = names;
    this.others = others;
    this.inText = inText;
    String any = names.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    this.withinName = Pattern.compile("(?<![a-z0-9])(?:" + any + ")(?![a-z0-9])", CASE_INSENSITIVE);
  }

  /** A member's value without them; empty where nothing of the member stays. */
  Optional<JsonNode> without(String name, JsonNode value) {
    return holdsOne(name) || pointsElsewhere(value) ? Optional.empty() : without(value);
  }

  private Optional<JsonNode> without(JsonNode value) {
    if (value.isTextual()) {
      return withoutInText(value.textValue()).map(TextNode::valueOf);
    }
    if (value instanceof ObjectNode object) {
      return withoutMembers(object);
    }
    if (value instanceof ArrayNode array) {
      return Optional.of(withoutItems(array));
    }
    return Optional.of(value);
  }

  /** Of {@code {"key":"gclid","value":"a"}} nothing stays: which member is the id, who knows. */
  private Optional<JsonNode> withoutMembers(ObjectNode object) {
    for (JsonNode value : object) {
      if (names(value)) {
        return Optional.empty();
      }
    }
    ObjectNode kept = object.objectNode();
    object
        .properties()
        .forEach(
            member -> {
              if (!holdsOne(member.getKey())) {
                without(member.getValue()).ifPresent(rest -> kept.set(member.getKey(), rest));
              }
            });
    return Optional.of(kept);
  }

  /** Of {@code ["gclid","a","b","c"]} stays {@code ["b","c"]}: names and values in turn. */
  private ArrayNode withoutItems(ArrayNode array) {
    ArrayNode kept = array.arrayNode();
    boolean valueOfOne = false;
    for (JsonNode item : array) {
      boolean name = names(item);
      if (!name && !valueOfOne) {
        without(item).ifPresent(kept::add);
      }
      valueOfOne = name;
    }
    return kept;
  }

  /** Of JSON in a text, as tag managers hand it on, only the member goes. */
  private Optional<String> withoutInText(String text) {
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return inText.apply(text);
    }
    try {
      JsonNode json = JSON.readTree(text);
      Optional<JsonNode> kept = pointsElsewhere(json) ? Optional.empty() : without(json);
      boolean whole = kept.filter(json::equals).isPresent();
      return whole ? inText.apply(text) : kept.map(JsonNode::toString).flatMap(inText);
    } catch (JsonProcessingException notJson) {
      return inText.apply(text);
    }
  }

  /** Names with no value beside them, as in {@code {"keys":["gclid"],"values":["a"]}}. */
  private boolean pointsElsewhere(JsonNode value) {
    if (value instanceof ArrayNode array
        && !array.isEmpty()
        && names(array.get(array.size() - 1))) {
      return true;
    }
    for (JsonNode part : value) {
      if (pointsElsewhere(part)) {
        return true;
      }
    }
    return false;
  }

  private boolean names(JsonNode value) {
    return value.isTextual() && names.contains(normalised(value.textValue()));
  }

  /** Customer databases write {@code GCLID__c}, {@code last_gclid}, {@code gclidOfClick}. */
  private boolean holdsOne(String name) {
    if (names.contains(normalised(name))) {
      return true;
    }
    return !others.test(name)
        && (withinName.matcher(name).find()
            || withinName.matcher(HUMP.matcher(name).replaceAll("_")).find()
            || inText.apply(name).filter(name::equals).isEmpty());
  }

  private static String normalised(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
