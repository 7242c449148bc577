package dev.tributary.batch;

import dev.tributary.batch.layout.ComponentTable;
import dev.tributary.batch.layout.JourneyTable;
import dev.tributary.batch.publish.Publisher;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.LakeLocation;
import dev.tributary.core.config.LakeSettings;
import dev.tributary.core.config.OwnedDirectory;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Keeps the tables quick to read: joins small files into larger ones, then removes files that no
 * version within the retention needs. What the tables say does not change, but that bytes of
 * refused input whose time is over are taken out.
 */
public final class Compaction {

  /** What one task of a reader takes at a time; larger files only make writing need more memory. */
  private static final long FILE_BYTES = 128L << 20;

  private final Lake lake;
  private final DataDirectory data;
  private final Config config;
  private final Clock clock;

  /** Compacts the tables of that data directory; old is what the clock says is old. */
  public Compaction(SparkSession spark, DataDirectory data, Config config, Clock clock) {
    this.clock = clock;
    this.lake = new Lake(spark, LakeLocation.of(data, config));
    this.data = data;
    this.config = config;
  }

  /**
   * What was done to one table.
   *
   * @param files how many its newest version had
   * @param filesAfter how many it has now
   * @param bytesAfter how large they are
   * @param removed files deleted that no kept version needs
   */
  public record TableReport(
      String table, long files, long filesAfter, long bytesAfter, long removed) {}

  /**
   * What was done to all of them.
   *
   * @param notes what the reader should know, one sentence each
   */
  public record Report(List<TableReport> tables, List<String> notes) {}

  /**
   * Compacts and vacuums every table that exists. A batch waits outside meanwhile, the speed layer
   * goes on: days that it still writes are left alone.
   *
   * @throws dev.tributary.core.config.DataException when a batch runs
   */
  public Report run() {
    return run(List.of(Table.values()));
  }

  /** The same of these tables only. */
  public Report run(List<Table> tables) {
    SparkSession spark = lake.spark();
    spark.conf().set("spark.databricks.delta.optimize.maxFileSize", FILE_BYTES);
    // Each thread holds files open; the fallback of 15 is made for a cluster's driver.
    spark.conf().set("spark.databricks.delta.optimize.maxThreads", 2);
    try (OwnedDirectory claimed = OwnedDirectory.claim(data.lock("batch"), "batch")) {
      List<Table> there = tables.stream().filter(lake::exists).toList();
      Optional<Instant> lastChanged =
          there.stream().map(lake::lastChanged).max(Comparator.naturalOrder());
      boolean still = lastChanged.filter(this::isOld).isPresent();
      List<String> notes = new ArrayList<>();
      if (still) {
        notes.add(stillness(lastChanged.get()));
      } else if (there.contains(Table.REJECTED_EVENTS)) {
        new UnreadableBytes(lake, config).forget(clock.instant()).ifPresent(notes::add);
      }
      List<TableReport> reports = new ArrayList<>();
      for (Table table : there) {
        reports.add(care(table, still ? Old.STAY : Old.GO));
      }
      return new Report(reports, notes);
    }
  }

  /** What becomes of files that no kept version needs. */
  private enum Old {
    GO,
    STAY
  }

  /**
   * By a clock that is ahead everything is old, also what a writer has written and will commit in a
   * moment. Where the tables change, somebody has written by that clock.
   */
  private boolean isOld(Instant changed) {
    long hours = config.value(LakeSettings.VACUUM_HOURS);
    return changed.plus(hours, ChronoUnit.HOURS).isBefore(clock.instant());
  }

  private String stillness(Instant lastChanged) {
    return "This machine's clock says "
        + clock.instant()
        + ", and no table was changed since "
        + lastChanged
        + ", longer than lake.vacuum_hours ("
        + config.value(LakeSettings.VACUUM_HOURS)
        + "). The clock may be ahead, so no file was removed and no byte taken out; they are when the"
        + " tables change again.";
  }

  private TableReport care(Table table, Old old) {
    long before = detail(table).<Long>getAs("numFiles");
    String name = "delta.`" + lake.location(table) + "`";
    switch (table) {
      // Their files are buckets: joined as they lie they would be read by fewer tasks.
      case JOURNEYS -> JourneyTable.generations(lake, config).foldIn();
      case IDENTITY_COMPONENTS -> ComponentTable.generations(lake, config).foldIn();
      default ->
          settled(table).ifPresent(rows -> lake.spark().sql("OPTIMIZE " + name + rows).collect());
    }
    String vacuum =
        "VACUUM " + name + " RETAIN " + config.value(LakeSettings.VACUUM_HOURS) + " HOURS";
    long removed = old == Old.STAY ? 0 : lake.spark().sql(vacuum + " DRY RUN").count();
    if (removed > 0) {
      lake.spark().sql(vacuum).collect();
    }
    Row after = detail(table);
    return new TableReport(
        table.tableName(),
        before,
        after.<Long>getAs("numFiles"),
        after.<Long>getAs("sizeInBytes"),
        removed);
  }

  /**
   * Provisional cells are replaced every few seconds: to compact them would hold up their writer.
   */
  private Optional<String> settled(Table table) {
    if (table != Table.ATTRIBUTION) {
      return Optional.of("");
    }
    PublicationNote note = new Publisher(lake).current();
    if (note.days().isEmpty()) {
      return Optional.empty();
    }
    ZoneId zone = config.value(ReportingSettings.TIME_ZONE);
    return Optional.of(
        " WHERE day < DATE'" + note.boundary().instant().atZone(zone).toLocalDate() + "'");
  }

  private Row detail(Table table) {
    return lake.spark().sql("DESCRIBE DETAIL delta.`" + lake.location(table) + "`").first();
  }
}
