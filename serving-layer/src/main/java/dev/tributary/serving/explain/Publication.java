package dev.tributary.serving.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.List;

/**
 * The publication that a day is shown from, with what its orders were computed from: where the day
 * only came along, that of an earlier publication.
 *
 * @param id null where the day is not published; then all else is null as well
 * @param computedBy the publication that computed the day's orders
 * @param rawVersion of raw_events that it read
 */
record Publication(
    String id, String computedBy, Long rawVersion, String ruleVersion, String modelVersions) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of a publication's id, which may be null, and one of its days. */
  static Publication of(StoredEvents stored, String id, LocalDate day) {
    List<Object[]> rows =
        id == null
            ? List.of()
            : stored.ask(
                "SELECT raw_version, rule_version, model_versions, computed_by FROM publications"
                    + " WHERE publication_id = ?",
                id);
    if (rows.isEmpty()) {
      return new Publication(id, id, null, null, null);
    }
    Object[] row = rows.get(0);
    JsonNode earlier = computed((String) row[3], day);
    return earlier.isMissingNode()
        ? new Publication(id, id, (Long) row[0], (String) row[1], (String) row[2])
        : new Publication(
            id,
            earlier.path("publication_id").asText(),
            earlier.path("raw_version").asLong(),
            earlier.path("rule_version").asText(),
            earlier.path("model_versions").toString());
  }

  private static JsonNode computed(String json, LocalDate day) {
    try {
      return JSON.readTree(json == null ? "{}" : json).path(day.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "publications.computed_by is no JSON: "
              + json
              + ". Something other than Tributary wrote to that table; restore it.",
          e);
    }
  }
}
