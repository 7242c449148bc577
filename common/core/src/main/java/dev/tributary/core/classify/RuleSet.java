package dev.tributary.core.classify;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tributary.core.config.ConfigException;
import dev.tributary.core.config.YamlFault;
import dev.tributary.core.event.EventTimes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A rule file as written: it may extend another, whose conditions and rules of the same name it
 * replaces; a new rule stands before the one that it names, else first. What it says and can't be
 * done is refused, never passed over.
 *
 * @param file for errors: where it was read from
 * @param effectiveFrom first day on which it is in force; see {@link #namesADay}
 * @param conditions named parts that rules of this file and of those extending it refer to
 */
record RuleSet(
    String file,
    String version,
    LocalDate effectiveFrom,
    Map<String, JsonNode> conditions,
    List<Entry> rules) {

  private static final List<String> KEYS =
      List.of("version", "extends", "effective_from", "conditions", "rules");
  private static final List<String> RULE_KEYS = List.of("name", "channel", "before", "when");

  /** Stands where a file names no first day; none that it could name. */
  private static final LocalDate NO_DAY = LocalDate.MIN;

  /** Of keys of one name it would keep the last, and of two documents the first. */
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  /** A rule before its names are resolved; {@code before} is null where the file names none. */
  record Entry(String name, String channel, String before, JsonNode when) {}

  /** Reads a file that stands on its own. */
  static RuleSet root(String file, String text) {
    JsonNode tree = tree(file, text);
    return read(file, tree, new RuleSet(file, "", NO_DAY, Map.of(), List.of()));
  }

  /** Reads a file that adds to or replaces rules of {@code base}. */
  static RuleSet extending(RuleSet base, String file, String text) {
    return read(file, tree(file, text), base);
  }

  /** The same of a file that a user wrote, which counts whenever it is asked to. */
  static RuleSet ofUser(RuleSet base, String file, String text) {
    JsonNode tree = tree(file, text);
    requireTexts(file, tree.path("conditions"));
    requireTexts(file, tree.path("rules"));
    RuleSet set = read(file, tree, base);
    require(!ShippedRules.NAMES.contains(set.version()), file, ShippedRules.taken(set.version()));
    require(
        !set.namesADay(),
        file,
        "it names an effective_from, and a file in the config counts for everything; leave the key"
            + " out, and for rules from a day on: tributary rules publish FILE --effective-from "
            + set.effectiveFrom());
    return set;
  }

  /** Whether the file says from when on it is in force. */
  boolean namesADay() {
    return !effectiveFrom.equals(NO_DAY);
  }

  /** The same in force from a day on. */
  RuleSet from(LocalDate day) {
    return new RuleSet(file, version, day, conditions, rules);
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
      return YAML.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of JSON values can always be written.", e);
    }
  }

  private static JsonNode tree(String file, String text) {
    JsonNode tree;
    try {
      tree = YAML.readTree(text);
    } catch (JsonProcessingException e) {
      throw unusable(
          file, "it is not one document of YAML with each key once: " + YamlFault.text(e), e);
    }
    if (!tree.isObject()) {
      throw unusable(file, "it has no keys; it takes " + String.join(", ", KEYS), null);
    }
    return tree;
  }

  private static RuleSet read(String file, JsonNode tree, RuleSet base) {
    requireKnown(file, tree, KEYS);
    String version = text(file, tree, "version");
    if (isBlank(version)) {
      throw unusable(file, "it names no version", null);
    }
    requireExtended(file, text(file, tree, "extends"), base.version());
    if (version.equals(base.version())) {
      throw unusable(file, ShippedRules.taken(version), null);
    }
    Map<String, JsonNode> conditions = new LinkedHashMap<>(base.conditions());
    JsonNode ownConditions = tree.path("conditions");
    require(isAbsent(ownConditions) || ownConditions.isObject(), file, "conditions takes names");
    ownConditions.properties().forEach(one -> conditions.put(one.getKey(), one.getValue()));
    List<Entry> rules = new ArrayList<>(base.rules());
    Set<String> named = new HashSet<>();
    int next = 0;
    JsonNode ownRules = tree.path("rules");
    require(isAbsent(ownRules) || ownRules.isArray(), file, "rules takes a list");
    for (JsonNode rule : ownRules) {
      Entry entry = entry(file, rule);
      if (!named.add(entry.name())) {
        throw unusable(file, "it has two rules of the name " + entry.name(), null);
      }
      next = base.rules().isEmpty() ? rules.size() : next;
      next = place(file, entry, rules, next);
    }
    return new RuleSet(file, version, effectiveFrom(file, tree), conditions, List.copyOf(rules));
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
    String name = text(file, rule, "name");
    String channel = text(file, rule, "channel");
    if (isBlank(name) || isBlank(channel) || isAbsent(rule.path("when"))) {
      throw unusable(file, "a rule lacks its name, channel or when: " + rule, null);
    }
    if ((name + channel).chars().anyMatch(Character::isISOControl)) {
      throw unusable(file, "a name or channel has a control character in it: " + rule, null);
    }
    return new Entry(name, channel, text(file, rule, "before"), rule.path("when"));
  }

  /** A set that stands alone extends nothing; any other only what it is read on top of. */
  private static void requireExtended(String file, String named, String base) {
    if (named == null || named.equals(base)) {
      return;
    }
    String read = base.isEmpty() ? "it stands on its own" : "it is read on top of " + base;
    throw unusable(
        file,
        "it says that it extends "
            + named
            + ", and "
            + read
            + "; name that one (classify.rules_version picks the shipped set) or leave the key out",
        null);
  }

  /** A number or date would be written otherwise than it stands there: 1.10 is 1.1. */
  private static String text(String file, JsonNode node, String key) {
    JsonNode value = node.path(key);
    require(
        isAbsent(value) || value.isTextual(), file, key + " takes a text, in quotes if need be");
    return value.textValue();
  }

  /** Sets published before may hold numbers, which count as they always did. */
  private static void requireTexts(String file, JsonNode node) {
    require(!node.isNumber() && !node.isBoolean(), file, "write " + node + " in quotes, as a text");
    node.forEach(part -> requireTexts(file, part));
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }

  private static void require(boolean holds, String file, String why) {
    if (!holds) {
      throw unusable(file, why, null);
    }
  }

  private static LocalDate effectiveFrom(String file, JsonNode tree) {
    String day = text(file, tree, "effective_from");
    if (day == null) {
      return NO_DAY;
    }
    return EventTimes.dayOf(day)
        .orElseThrow(
            () ->
                unusable(
                    file,
                    "effective_from is '"
                        + day
                        + "', no day of the years 1 to 9999 such as 2026-05-13",
                    null));
  }

  static ConfigException unusable(String file, String why, Throwable cause) {
    return new ConfigException(
        "The channel rules in " + file + " can't be used: " + why + ".", cause);
  }
}
