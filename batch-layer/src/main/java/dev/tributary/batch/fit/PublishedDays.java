package dev.tributary.batch.fit;

import dev.tributary.batch.BatchRefusal;
import dev.tributary.batch.Json;
import dev.tributary.batch.publish.Publisher;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which publication is current for which day.
 *
 * @param zone in which days begin
 */
record PublishedDays(PublicationNote note, ZoneId zone) {

  /** As of now; none before the first publication. */
  static PublishedDays of(Lake lake, ZoneId zone) {
    PublicationNote note =
        lake.exists(Table.ATTRIBUTION) ? new Publisher(lake).current() : PublicationNote.NONE;
    return new PublishedDays(note, zone);
  }

  /**
   * The publications of a range of days, both ends included. A day before the boundary that had no
   * data has none.
   *
   * @throws BatchRefusal when a day of it is not published, or none had data
   */
  SortedMap<LocalDate, String> between(LocalDate from, LocalDate to) {
    if (from.isAfter(to)) {
      throw BatchRefusal.usage(
          "The range from " + from + " to " + to + " is empty.", "Give the earlier day first.");
    }
    SortedMap<LocalDate, String> publications = new TreeMap<>();
    for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
      String publication = note.days().get(day);
      if (publication != null) {
        publications.put(day, publication);
      } else if (!note.boundary().isFinal(day.atStartOfDay(zone).toInstant())) {
        throw BatchRefusal.usage(
            "The day " + day + " is not published, and only published days are read.",
            note.days().isEmpty()
                ? "Publish it first with 'tributary batch'."
                : "Published are days from "
                    + new TreeMap<>(note.days()).firstKey()
                    + " to "
                    + new TreeMap<>(note.days()).lastKey()
                    + "; publish it with 'tributary batch', or choose others.");
      }
    }
    if (publications.isEmpty()) {
      throw BatchRefusal.usage(
          "The days from " + from + " to " + to + " had no data.", "Choose others.");
    }
    return publications;
  }

  /** Days to publications, as tables keep them. */
  static String json(SortedMap<LocalDate, String> publications) {
    SortedMap<String, String> texts = new TreeMap<>();
    publications.forEach((day, publication) -> texts.put(day.toString(), publication));
    return Json.write(texts);
  }
}
