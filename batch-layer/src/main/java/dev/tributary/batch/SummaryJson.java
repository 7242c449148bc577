package dev.tributary.batch;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A run's summary as it is kept with its publication, so that the same run answers the same. */
final class SummaryJson {

  private SummaryJson() {}

  static String write(BatchSummary summary) {
    SortedMap<String, Object> row = new TreeMap<>();
    row.put("publication_id", summary.publicationId());
    row.put("from_day", summary.fromDay().toString());
    row.put("to_day", summary.toDay().toString());
    row.put("raw_version", summary.rawVersion());
    row.put("events", summary.events());
    row.put("touchpoints", summary.touchpoints());
    row.put("conversions", summary.conversions());
    row.put("credits", summary.credits());
    row.put("seconds", summary.seconds());
    return Json.write(row);
  }

  /** The summary of that text, with what should be said about it now. */
  static BatchSummary read(String json, List<String> notes) {
    SortedMap<String, String> row = Json.texts(json);
    return new BatchSummary(
        row.get("publication_id"),
        LocalDate.parse(row.get("from_day")),
        LocalDate.parse(row.get("to_day")),
        Long.parseLong(row.get("raw_version")),
        Long.parseLong(row.get("events")),
        Long.parseLong(row.get("touchpoints")),
        Long.parseLong(row.get("conversions")),
        Long.parseLong(row.get("credits")),
        Double.parseDouble(row.get("seconds")),
        notes,
        List.of());
  }
}
