package dev.tributary.batch.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.batch.BatchRefusal;
import dev.tributary.core.view.PublicationNote;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What made the orders of days that only came along with a run: their credit is as an earlier
 * publication computed it, from the raw log, by the rules and the fits of then.
 */
public final class ComputedBy {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ComputedBy() {}

  /**
   * The column computed_by of a publication.
   *
   * @param before what was current for the days until then
   */
  public static String of(
      Publications publications, PublicationNote before, SortedSet<LocalDate> cameAlong) {
    return cameAlong.isEmpty()
        ? "{}"
        : json(
            cameAlong,
            before,
            publications.named(cameAlong.stream().map(before.days()::get).distinct().toList()));
  }

  /**
   * The same from the rows of the publications that were current for the days.
   *
   * @param rows one a publication
   */
  static String json(
      SortedSet<LocalDate> cameAlong, PublicationNote before, List<PublicationRow> rows) {
    Map<String, PublicationRow> byId =
        rows.stream().collect(Collectors.toMap(PublicationRow::publicationId, Function.identity()));
    ObjectNode days = JSON.createObjectNode();
    for (LocalDate day : cameAlong) {
      PublicationRow row = byId.get(before.days().get(day));
      if (row != null) {
        JsonNode earlier = tree(row.computedBy()).path(day.toString());
        days.set(day.toString(), earlier.isObject() ? earlier : itself(row));
      }
    }
    return days.toString();
  }

  private static ObjectNode itself(PublicationRow row) {
    ObjectNode made = JSON.createObjectNode();
    made.put("publication_id", row.publicationId());
    made.put("raw_version", row.rawVersion());
    made.put("rule_version", row.ruleVersion());
    made.set("model_versions", tree(row.modelVersions()));
    if (row.channelRules() != null) {
      made.set("channel_rules", tree(row.channelRules()));
    }
    return made;
  }

  /** Of a publication of an earlier release there is none. */
  private static JsonNode tree(String json) {
    if (json == null) {
      return JSON.createObjectNode();
    }
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw BatchRefusal.failure(
          "A row of the table publications can't be read: " + e.getOriginalMessage() + ".",
          "Something else wrote to it; restore the table to an earlier version.",
          e);
    }
  }
}
