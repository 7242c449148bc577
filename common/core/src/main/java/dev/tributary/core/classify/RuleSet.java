package dev.tributary.core.classify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tributary.core.config.ConfigException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A rule file as written: it may extend another, whose conditions and rules of the same name it
 * replaces; a new rule stands before the one that it names, else first.
 *
 * @param effectiveFrom first day on which it is in force
 * @param conditions named parts that rules of this file and of those extending it refer to
 */
record RuleSet(
    String version, LocalDate effectiveFrom, Map<String, JsonNode> conditions, List<Entry> rules) {

  private static final List<String> KEYS =
      List.of("version", "extends", "effective_from", "conditions", "rules");
  private static final List<String> RULE_KEYS = List.of("name", "channel", "before", "when");

  /** A rule before its names are resolved; {@code before} is null where the file names none. */
  record Entry(String name, String channel, String before, JsonNode when) {}

  /** Reads a file that stands on its own. */
  static RuleSet root(String file, String text) {
    JsonNode tree = tree(file, text);
    return read(file, tree, new RuleSet("", LocalDate.MIN, Map.of(), List.of()));
  }

  /** Reads a file that adds to or replaces rules of {@code base}. */
  static RuleSet extending(RuleSet base, String file, String text) {
    return read(file, tree(file, text), base);
  }

  /** The same in force from a day on. */
  RuleSet from(LocalDate day) {
    return new RuleSet(version, day, conditions, rules);
  }

  /** A file that stands on its own and reads back as this set. */
  String yaml() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("version", version);
    root.put("effective_from", effectiveFrom.toString());
    root.putObject("conditions").setAll(conditions);
    ArrayNode list = root.putArray("rules");
    for (Entry rule : rules) {
      list.addObject()
          .put("name", rule.name())
          .put("channel", rule.channel())
          .set("when", rule.when());
    }
    try {
      return new YAMLMapper().writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of JSON values can always be written.", e);
    }
  }

  private static JsonNode tree(String file, String text) {
    try {
      return new YAMLMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw unusable(file, "it is not YAML: " + e.getOriginalMessage(), e);
    }
  }

  private static RuleSet read(String file, JsonNode tree, RuleSet base) {
    requireKnown(file, tree, KEYS);
    String version = tree.path("version").asText();
    if (version.isBlank()) {
      throw unusable(file, "it names no version", null);
    }
    if (version.equals(base.version())) {
      throw unusable(file, "there is a version " + version + " already; name a new one", null);
    }
    Map<String, JsonNode> conditions = new LinkedHashMap<>(base.conditions());
    tree.path("conditions")
        .properties()
        .forEach(entry -> conditions.put(entry.getKey(), entry.getValue()));
    List<Entry> rules = new ArrayList<>(base.rules());
    Set<String> named = new HashSet<>();
    int next = 0;
    for (JsonNode rule : tree.path("rules")) {
      Entry entry = entry(file, rule);
      if (!named.add(entry.name())) {
        throw unusable(file, "it has two rules of the name " + entry.name(), null);
      }
      next = base.rules().isEmpty() ? rules.size() : next;
      next = place(file, entry, rules, next);
    }
    return new RuleSet(version, effectiveFrom(file, tree), conditions, List.copyOf(rules));
  }

  /** Puts a rule in its place and returns where the next unplaced one goes. */
  private static int place(String file, Entry entry, List<Entry> rules, int next) {
    int known = indexOf(rules, entry.name());
    if (known >= 0 && entry.before() == null) {
      rules.set(known, entry);
      return next;
    }
    if (known >= 0) {
      rules.remove(known);
    }
    if (entry.before() == null) {
      rules.add(next, entry);
      return next + 1;
    }
    int before = indexOf(rules, entry.before());
    if (before < 0) {
      throw unusable(
          file, "rule " + entry.name() + " stands before " + entry.before() + ", unknown", null);
    }
    rules.add(before, entry);
    return next;
  }

  private static int indexOf(List<Entry> rules, String name) {
    return rules.stream().map(Entry::name).toList().indexOf(name);
  }

  /** A misspelt key would be a rule that silently does something else. */
  private static void requireKnown(String file, JsonNode node, List<String> known) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                throw unusable(file, "'" + key + "' is none of " + String.join(", ", known), null);
              }
            });
  }

  private static Entry entry(String file, JsonNode rule) {
    requireKnown(file, rule, RULE_KEYS);
    String name = rule.path("name").asText();
    String channel = rule.path("channel").asText();
    if (name.isBlank() || channel.isBlank() || rule.path("when").isMissingNode()) {
      throw unusable(file, "a rule lacks its name, channel or when: " + rule, null);
    }
    if ((name + channel).chars().anyMatch(Character::isISOControl)) {
      throw unusable(file, "a name or channel has a control character in it: " + rule, null);
    }
    return new Entry(name, channel, rule.path("before").textValue(), rule.path("when"));
  }

  private static LocalDate effectiveFrom(String file, JsonNode tree) {
    String day = tree.path("effective_from").asText("");
    try {
      return day.isEmpty() ? LocalDate.MIN : LocalDate.parse(day);
    } catch (DateTimeParseException e) {
      throw unusable(file, "effective_from is '" + day + "', no day such as 2026-05-13", e);
    }
  }

  static ConfigException unusable(String file, String why, Throwable cause) {
    return new ConfigException(
        "The channel rules in " + file + " can't be used: " + why + ".", cause);
  }
}
