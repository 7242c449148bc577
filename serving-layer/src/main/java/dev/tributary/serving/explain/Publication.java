package dev.tributary.serving.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.core.classify.RuleBook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The publication that a day is shown from, with what its orders were computed from: where the day
 * only came along, that of an earlier publication.
 *
 * @param id null where the day is not published; then all else is null as well
 * @param computedBy the publication that computed the day's orders
 * @param rawVersion of raw_events that it read
 * @param channelRules by which it read events; empty where it does not say
 */
record Publication(
    String id,
    String computedBy,
    Long rawVersion,
    String ruleVersion,
    String modelVersions,
    List<RuleBook.InForce> channelRules) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of a publication's id, which may be null, and one of its days. */
  static Publication of(StoredEvents stored, String id, LocalDate day) {
    List<Object[]> rows =
        id == null
            ? List.of()
            : stored.ask(
                "SELECT raw_version, rule_version, model_versions, computed_by, channel_rules FROM"
                    + " publications"
                    + " WHERE publication_id = ?",
                id);
    if (rows.isEmpty()) {
      return new Publication(id, id, null, null, null, List.of());
    }
    Object[] row = rows.get(0);
    JsonNode earlier = json("computed_by", (String) row[3]).path(day.toString());
    return earlier.isMissingNode()
        ? new Publication(
            id,
            id,
            (Long) row[0],
            (String) row[1],
            (String) row[2],
            sets(json("channel_rules", (String) row[4])))
        : new Publication(
            id,
            earlier.path("publication_id").asText(),
            earlier.path("raw_version").asLong(),
            earlier.path("rule_version").asText(),
            earlier.path("model_versions").toString(),
            sets(earlier.path("channel_rules")));
  }

  private static List<RuleBook.InForce> sets(JsonNode list) {
    List<RuleBook.InForce> sets = new ArrayList<>();
    for (JsonNode set : list) {
      String from = set.path("effective_from").textValue();
      sets.add(
          new RuleBook.InForce(
              set.path("version").asText(), from == null ? null : LocalDate.parse(from)));
    }
    return sets;
  }

  private static JsonNode json(String column, String json) {
    try {
      return JSON.readTree(json == null ? "{}" : json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "publications."
              + column
              + " is no JSON: "
              + json
              + ". Something other than Tributary wrote to that table; restore it.",
          e);
    }
  }
}
