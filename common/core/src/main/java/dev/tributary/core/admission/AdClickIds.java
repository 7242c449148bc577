package dev.tributary.core.admission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tributary.core.classify.ClickIds;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.EventSettings;
import dev.tributary.core.url.WebUrl;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes ad platforms' click ids out, and nothing else. They are known by the names of the
 * parameters that carry them: those that the registry of click ids calls an advertising platform's,
 * a user's own rows included, and those that {@code consent.ad_click_id_parameters} adds.
 */
final class AdClickIds {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final ClickIds registry;
  private final Set<String> names;
  private final ClickIdsInText inText;
  private final ClickIdsInPath inPath;

  AdClickIds(Config config) {
    this.registry = new ClickIds(config);
    this.names = new HashSet<>(registry.ofAdPlatforms());
    names.addAll(config.value(EventSettings.AD_CLICK_ID_PARAMETERS));
    this.inText = new ClickIdsInText(names);
    this.inPath = new ClickIdsInPath(names);
  }

  /**
   * Whether ids of that type are known, and no ad platform's. Whose an unknown one is, who knows.
   */
  boolean isNoAdPlatforms(String type) {
    return !named(type) && registry.named(type).isPresent();
  }

  /**
   * The URL without the parameters that are one, in its path too; of one that carries one, the rest
   * stays. Empty where nothing stays of a text that is no web URL, an app's as a referrer.
   */
  Optional<String> without(String url) {
    return WebUrl.parse(url).map(this::without).or(() -> inText.without(url));
  }

  private String without(WebUrl url) {
    String query =
        url.parameters().each().stream()
            .filter(parameter -> !named(parameter.name()))
            .flatMap(parameter -> inText.without(parameter.raw()).stream())
            .collect(Collectors.joining("&"));
    WebUrl kept = inPath.without(url).withQuery(query.isEmpty() ? null : query);
    if (url.fragment() != null) {
      kept = kept.withFragment(inText.without(url.fragment()).orElse(null));
    }
    return kept.href();
  }

  /** A member's value without them; empty where nothing of the member stays. */
  Optional<JsonNode> without(String name, JsonNode value) {
    return named(name) ? Optional.empty() : without(value);
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
      if (value.isTextual() && named(value.textValue())) {
        return Optional.empty();
      }
    }
    ObjectNode kept = object.objectNode();
    object
        .properties()
        .forEach(
            member ->
                without(member.getKey(), member.getValue())
                    .ifPresent(rest -> kept.set(member.getKey(), rest)));
    return Optional.of(kept);
  }

  /** Of {@code ["gclid","a","b","c"]} stays {@code ["b","c"]}: names and values in turn. */
  private ArrayNode withoutItems(ArrayNode array) {
    ArrayNode kept = array.arrayNode();
    boolean valueOfOne = false;
    for (JsonNode item : array) {
      boolean name = item.isTextual() && named(item.textValue());
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
      return inText.without(text);
    }
    try {
      JsonNode json = JSON.readTree(text);
      Optional<JsonNode> kept = without(json);
      boolean whole = kept.filter(json::equals).isPresent();
      return whole ? inText.without(text) : kept.map(JsonNode::toString).flatMap(inText::without);
    } catch (JsonProcessingException notJson) {
      return inText.without(text);
    }
  }

  private boolean named(String name) {
    return names.contains(name.strip().toLowerCase(Locale.ROOT));
  }
}
