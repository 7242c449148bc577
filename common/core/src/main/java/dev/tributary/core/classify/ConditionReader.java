package dev.tributary.core.classify;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;

/**
 * Conditions from YAML: a name of another condition; {@code all} or {@code any} of a list; or a
 * field with one test, {@code {medium: {is: [social, sm]}}}.
 */
final class ConditionReader {

  /** Deep enough for any rule that a person writes; stops conditions that name themselves. */
  private static final int DEEPEST = 20;

  /** More than any rule needs; stops conditions that name each other twice at every level. */
  private static final int MOST_PARTS = 10_000;

  private final String file;
  private final Map<String, JsonNode> named;
  private final Sites sites;
  private String rule;
  private int parts;

  /**
   * @param file for errors
   */
  ConditionReader(String file, Map<String, JsonNode> named, Sites sites) {
    this.file = file;
    this.named = named;
    this.sites = sites;
  }

  /** The condition of one rule, names replaced by what they stand for. */
  Condition read(RuleSet.Entry entry) {
    rule = entry.name();
    parts = 0;
    return read(entry.when(), 0);
  }

  private Condition read(JsonNode node, int depth) {
    require(depth < DEEPEST, node, "conditions nest deeper than " + DEEPEST);
    parts++;
    require(
        parts <= MOST_PARTS,
        node,
        "written out, the conditions of a rule have more than " + MOST_PARTS + " parts");
    if (node.isTextual()) {
      require(named.containsKey(node.textValue()), node, "no condition has the name " + node);
      return read(named.get(node.textValue()), depth + 1);
    }
    require(node.isObject() && node.size() == 1, node, "a condition has one key");
    Entry<String, JsonNode> only = node.properties().iterator().next();
    return switch (only.getKey()) {
      case "all" -> new Condition.All(parts(only.getValue(), depth));
      case "any" -> new Condition.Any(parts(only.getValue(), depth));
      default -> test(field(only.getKey(), node), only.getValue());
    };
  }

  private List<Condition> parts(JsonNode list, int depth) {
    require(list.isArray() && !list.isEmpty(), list, "all and any take a list");
    List<Condition> parts = new ArrayList<>();
    list.forEach(part -> parts.add(read(part, depth + 1)));
    return List.copyOf(parts);
  }

  private Condition test(Condition.Field field, JsonNode test) {
    require(test.isObject() && test.size() == 1, test, "a field has one test");
    Entry<String, JsonNode> only = test.properties().iterator().next();
    JsonNode value = only.getValue();
    return switch (only.getKey()) {
      case "is" -> new Condition.Is(field, texts(value));
      case "contains" -> new Condition.Contains(field, texts(value));
      case "ends_with" -> new Condition.EndsWith(field, texts(value));
      case "matches" -> new Condition.Matches(field, pattern(value));
      case "category" -> new Condition.InCategory(field, category(value), sites);
      default ->
          throw unusable(test, "the tests are is, contains, ends_with, matches and category");
    };
  }

  private Condition.Field field(String name, JsonNode node) {
    for (Condition.Field field : Condition.Field.values()) {
      if (field.name().equalsIgnoreCase(name)) {
        return field;
      }
    }
    throw unusable(node, "the fields are source, medium, campaign, term and content");
  }

  private Category category(JsonNode node) {
    for (Category category : Category.values()) {
      if (category.name().equalsIgnoreCase(node.asText())) {
        return category;
      }
    }
    throw unusable(node, "the categories are search, social, video, shopping, ai and email");
  }

  private Pattern pattern(JsonNode node) {
    try {
      // Capitals in it could never match what is lower-cased before.
      return Pattern.compile(text(node), Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    } catch (PatternSyntaxException e) {
      throw unusable(node, "the pattern is broken: " + e.getDescription());
    }
  }

  private List<String> texts(JsonNode node) {
    if (!node.isArray()) {
      return List.of(text(node).toLowerCase(Locale.ROOT));
    }
    require(!node.isEmpty(), node, "a test takes a text or a list of them, not an empty one");
    List<String> texts = new ArrayList<>();
    node.forEach(item -> texts.add(text(item).toLowerCase(Locale.ROOT)));
    return List.copyOf(texts);
  }

  private String text(JsonNode node) {
    boolean text = node.isValueNode() && !node.isNull();
    require(text, node, "a test takes a text or a list of them");
    return node.asText();
  }

  private void require(boolean holds, JsonNode node, String why) {
    if (!holds) {
      throw unusable(node, why);
    }
  }

  private RuntimeException unusable(JsonNode node, String why) {
    return RuleSet.unusable(file, "in rule " + rule + " " + why + ": " + node, null);
  }
}
