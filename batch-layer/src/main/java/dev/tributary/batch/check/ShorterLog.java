package dev.tributary.batch.check;

import dev.tributary.batch.BatchRefusal;
import dev.tributary.batch.publish.PublicationRow;
import dev.tributary.batch.publish.Publications;
import dev.tributary.batch.raw.RawLog;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import dev.tributary.lake.TakenOut;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A published day is not computed again from less than it was computed from, as from a raw log that
 * was restored from an old copy. What somebody deleted does not count: that is meant to go.
 */
public final class ShorterLog {

  private static final int SHOWN = 3;

  private ShorterLog() {}

  /**
   * Refuses a log that lacks what the current publications of some days had read.
   *
   * @throws BatchRefusal naming a publication and what is lacking
   */
  public static void refuse(Lake lake, RawLog raw, PublicationNote published, Set<LocalDate> days) {
    Set<String> current =
        published.days().entrySet().stream()
            .filter(day -> days.contains(day.getKey()))
            .map(Map.Entry::getValue)
            .collect(Collectors.toCollection(TreeSet::new));
    for (PublicationRow row : new Publications(lake).named(current)) {
      List<String> lacking = raw.highWater().lacksOf(row.rawHighWater());
      if (!lacking.isEmpty()
          && !TakenOut.between(lake, Table.RAW_EVENTS, row.rawVersion(), raw.version())) {
        throw refusal(row, raw, lacking);
      }
    }
  }

  private static BatchRefusal refusal(PublicationRow row, RawLog raw, List<String> lacking) {
    return BatchRefusal.failure(
        "raw_events has become shorter, and nobody deleted events: "
            + row.publicationId()
            + " was computed from "
            + lacking.stream().limit(SHOWN).collect(Collectors.joining("; "))
            + (lacking.size() > SHOWN ? "; and more" : "")
            + ". So nothing is published and what was published before still stands.",
        "Restore raw_events from a newer copy, or let the platform read it from Kafka again. To"
            + " publish from what is left, name its version, with --raw-version "
            + raw.version()
            + " and without --restate.");
  }
}
