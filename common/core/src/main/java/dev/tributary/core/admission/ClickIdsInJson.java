package dev.tributary.core.admission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Takes click ids out of members that nobody described: whatever a shop's pages, tag managers and
 * customer databases call them. Of a list or object that names one and holds its value elsewhere
 * nothing stays.
 */
final class ClickIdsInJson {

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(StrictJson.GREATEST_DEPTH)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** Of a name, and of no sentence that has one. */
  private static final Pattern NAME = Pattern.compile("[\\w.\\[\\]-]{1,100}");

  private final ClickIdNames names;
  private final Function<String, Optional<String>> inText;

  /**
   * @param inText what stays of a text
   */
  ClickIdsInJson(ClickIdNames names, Function<String, Optional<String>> inText) {
    this.names = names;
    this.inText = inText;
  }

  /** A member's value without them; empty where nothing of the member stays. */
  Optional<JsonNode> without(String name, JsonNode value) {
    return holdsOne(name) ? Optional.empty() : withoutElsewhere(value);
  }

  private Optional<JsonNode> withoutElsewhere(JsonNode value) {
    if (pointsElsewhere(value)) {
      return Optional.empty();
    }
    boolean mayHoldItElsewhere = namesWithout(value);
    return without(value).filter(rest -> !mayHoldItElsewhere || !holdsLikeAnId(rest));
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
      Optional<JsonNode> kept = withoutElsewhere(json);
      boolean whole = kept.filter(json::equals).isPresent();
      return whole ? inText.apply(text) : kept.map(JsonNode::toString).flatMap(inText);
    } catch (JsonProcessingException | NumberFormatException notJson) {
      return inText.apply(text); // Too deep, or of a number with an exponent that none has.
    }
  }

  /**
   * Names with no value beside them, as in {@code {"keys":["gclid"],"values":["a"]}} and {@code
   * {"a":{"name":"gclid"},"value":"a"}}.
   */
  private boolean pointsElsewhere(JsonNode value) {
    if (value instanceof ArrayNode array
        && !array.isEmpty()
        && names(array.get(array.size() - 1))) {
      return true;
    }
    if (value instanceof ObjectNode object
        && object.size() == 1
        && names(object.iterator().next())) {
      return true;
    }
    for (JsonNode part : value) {
      if (pointsElsewhere(part)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Names beside which nothing looks like an id, as in {@code [["gclid","x"],["id","y"]]}, or that
   * are made of one, as {@code last_gclid}: what looks like an id elsewhere may be it.
   */
  private boolean namesWithout(JsonNode value) {
    if (value instanceof ObjectNode object) {
      return namesWithout(object);
    }
    if (value instanceof ArrayNode array) {
      return namesWithout(array);
    }
    return value.isTextual() && isName(value.textValue()) && names.standIn(value.textValue());
  }

  private boolean namesWithout(ObjectNode object) {
    boolean goes = false;
    boolean without = false;
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      goes |= names(member.getValue());
      without |= !holdsOne(member.getKey()) && namesWithout(member.getValue());
    }
    return goes ? !holdsLikeAnId(object) : without;
  }

  private boolean namesWithout(ArrayNode array) {
    for (int at = 0; at < array.size(); at++) {
      boolean name = names(array.get(at));
      if (name && at + 1 < array.size() && holdsLikeAnId(array.get(at + 1))) {
        at++;
      } else if (name || namesWithout(array.get(at))) {
        return true;
      }
    }
    return false;
  }

  private static boolean holdsLikeAnId(JsonNode value) {
    if (value.isValueNode()) {
      return ClickIdShapes.LIKE_AN_ID.matcher(value.asText()).find();
    }
    for (JsonNode part : value) {
      if (holdsLikeAnId(part)) {
        return true;
      }
    }
    return false;
  }

  private boolean names(JsonNode value) {
    return value.isTextual() && isName(value.textValue()) && names.areCalled(value.textValue());
  }

  private static boolean isName(String text) {
    return NAME.matcher(text.strip()).matches();
  }

  private boolean holdsOne(String name) {
    return names.standIn(name) || inText.apply(name).filter(name::equals).isEmpty();
  }
}
