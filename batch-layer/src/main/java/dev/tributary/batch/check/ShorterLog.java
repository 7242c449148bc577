package dev.tributary.batch.check;

import dev.tributary.batch.BatchRefusal;
import dev.tributary.batch.publish.PublicationRow;
import dev.tributary.batch.publish.Publications;
import dev.tributary.batch.raw.HeldRows;
import dev.tributary.batch.raw.RawHighWater;
import dev.tributary.batch.raw.RawLog;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import dev.tributary.lake.TakenOut;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Nothing is computed from less than what is published was computed from, as from a raw log that
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
    List<PublicationRow> longer =
        new Publications(lake)
            .named(current).stream()
                .filter(row -> !raw.highWater().reachesAsFarAs(row.rawHighWater()))
                .toList();
    if (longer.isEmpty()) {
      return;
    }
    HeldRows held =
        HeldRows.in(
            raw, longer.stream().map(row -> RawHighWater.parse(row.rawHighWater())).toList());
    for (PublicationRow row : longer) {
      RawHighWater read = RawHighWater.parse(row.rawHighWater());
      long lacking = read.events() - held.of(read);
      if (lacking > 0) {
        long deleted = TakenOut.rows(lake, Table.RAW_EVENTS, row.rawVersion(), raw.version());
        if (lacking > deleted) {
          throw refusal(row.publicationId(), read, raw, lacking, deleted);
        }
      }
    }
  }

  /** A new day has no publication of its own: its log must hold at least what the last one had. */
  public static Set<LocalDate> withNewest(Set<LocalDate> days, PublicationNote published) {
    Set<LocalDate> compared = new TreeSet<>(days);
    published.days().keySet().stream().max(Comparator.naturalOrder()).ifPresent(compared::add);
    return compared;
  }

  private static BatchRefusal refusal(
      String publicationId, RawHighWater read, RawLog raw, long lacking, long deleted) {
    return BatchRefusal.failure(
        "raw_events lacks what was there, and "
            + (deleted == 0 ? "nobody has deleted it: " : "not all of it was deleted: ")
            + publicationId
            + " was computed from "
            + read.events()
            + " events, of which version "
            + raw.version()
            + " lacks "
            + lacking
            + sources(read, raw.highWater())
            + ". So nothing is published and what was published before still stands.",
        "Restore raw_events from a newer copy, or import lacking files again. What Kafka still"
            + " holds behind the last offset of the table is read again where DATA/checkpoints/raw"
            + " is removed before the platform starts. To publish from what is left, name its"
            + " version, with --raw-version "
            + raw.version()
            + " and without --restate.");
  }

  /** Whence, as far as the ends of the two logs tell. */
  private static String sources(RawHighWater read, RawHighWater left) {
    List<String> sources = new ArrayList<>();
    read.offsets()
        .forEach(
            (partition, offset) -> {
              long last = left.offsets().getOrDefault(partition, -1L);
              if (last < offset) {
                sources.add(partition + " from offset " + (last + 1) + " on");
              }
            });
    Map<String, Long> files = left.importsByFile();
    read.importsByFile()
        .forEach(
            (file, rows) -> {
              if (files.getOrDefault(file, 0L) < rows) {
                sources.add("the file " + file);
              }
            });
    return sources.isEmpty()
        ? ""
        : sources.stream().limit(SHOWN).collect(Collectors.joining(", ", " (", ""))
            + (sources.size() > SHOWN ? " and more)" : ")");
  }
}
