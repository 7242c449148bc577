package dev.tributary.core.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How rows of a table become events; an entry each for the kinds of events that a row may give. */
public record EventMap(List<Entry> entries) {

  /**
   * One kind of event.
   *
   * @param when a condition on the row
   * @param fields expressions by field of the contract, nested ones dotted ({@code
   *     consent.analytics})
   */
  public record Entry(String when, Map<String, String> fields) {}

  /**
   * Reads a YAML list of entries.
   *
   * @param file its name, for errors
   * @throws MapException when it is no such list
   */
  public static EventMap read(String file, String yaml) {
    JsonNode tree;
    try {
      tree = new YAMLMapper().readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new MapException(file, "it is not YAML (" + e.getOriginalMessage() + ")", e);
    }
    if (!tree.isArray() || tree.isEmpty()) {
      throw new MapException(file, "it is no list of entries", null);
    }
    List<Entry> entries = new ArrayList<>();
    for (JsonNode node : tree) {
      entries.add(entry(file, entries.size() + 1, node));
    }
    return new EventMap(List.copyOf(entries));
  }

  private static Entry entry(String file, int number, JsonNode node) {
    Map<String, String> fields = new LinkedHashMap<>();
    flatten(file, "", node, fields);
    String when = fields.remove("when");
    if (!fields.containsKey("event_type")) {
      throw new MapException(file, "entry " + number + " has no event_type", null);
    }
    return new Entry(when == null ? "true" : when, fields);
  }

  private static void flatten(
      String file, String prefix, JsonNode node, Map<String, String> fields) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              member -> flatten(file, prefix + member.getKey() + ".", member.getValue(), fields));
    } else if (node.isValueNode() && !prefix.isEmpty()) {
      fields.put(prefix.substring(0, prefix.length() - 1), node.asText());
    } else {
      throw new MapException(file, "'" + node + "' is neither an expression nor fields", null);
    }
  }
}
