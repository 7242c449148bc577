package dev.tributary.serving.explain;

import java.time.Instant;
import java.util.List;

/**
 * The publication that an order's day is shown from.
 *
 * @param id null where the day is not published; then all else is null as well
 * @param rawVersion of raw_events that it read
 */
record Publication(
    String id, Long rawVersion, String ruleVersion, String modelVersions, Instant publishedAt) {

  /** Of a publication's id, which may be null. */
  static Publication of(StoredEvents stored, String id) {
    List<Object[]> rows =
        id == null
            ? List.of()
            : stored.ask(
                "SELECT raw_version, rule_version, model_versions, published_at FROM publications"
                    + " WHERE publication_id = ?",
                id);
    if (rows.isEmpty()) {
      return new Publication(id, null, null, null, null);
    }
    Object[] row = rows.get(0);
    return new Publication(id, (Long) row[0], (String) row[1], (String) row[2], (Instant) row[3]);
  }
}
