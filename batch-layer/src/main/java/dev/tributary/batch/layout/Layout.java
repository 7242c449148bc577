package dev.tributary.batch.layout;

import dev.tributary.batch.BatchRefusal;
import dev.tributary.batch.SideBySide;
import dev.tributary.batch.Step;
import dev.tributary.batch.raw.RawKeys;
import dev.tributary.batch.raw.RawLog;
import dev.tributary.core.config.BatchSettings;
import dev.tributary.core.config.Config;
import dev.tributary.core.identity.IdentityGraph;
import dev.tributary.core.identity.Resolution;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Records;
import dev.tributary.lake.Table;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * What a run reads: distinct events and journeys as of one raw log.
 *
 * @param timeline every distinct event
 * @param persons who is who among linked identifiers
 */
public record Layout(Dataset<TimelineEvent> timeline, Persons persons, Journeys journeys)
    implements AutoCloseable {

  /** Nothing is built upon a table that says this of itself. */
  private static final String NOT_KEPT = "not kept";

  /** What to do where its tables can't be trusted. */
  public static final String MAKE_AGAIN =
      "Delete the tables timeline, identity_components and journeys, which are made again from the"
          + " raw log, and run it again.";

  /**
   * Brings what is kept up to that log, and keeps it where that pays; where it no longer does, what
   * was kept is let go of, since what is deleted from the log would stay there. For tables that lie
   * in the data directory whose lock is held: others may have batches of several, which no lock
   * keeps apart.
   */
  public static Layout kept(
      Lake lake, RawLog raw, Config config, Optional<byte[]> pseudonymKey, Step.Listener listener) {
    TimelineTable table = new TimelineTable(lake, config);
    boolean small = raw.highWater().events() < config.value(BatchSettings.KEEP_FROM_EVENTS);
    if (table.beyond(raw)) {
      return anew(raw, config, pseudonymKey);
    }
    if (small) {
      Stream.of(Table.values()).filter(Table::isLayout).forEach(kept -> empty(lake, kept));
      return anew(raw, config, pseudonymKey);
    }
    lake.create(Table.TIMELINE);
    lake.create(Table.IDENTITY_COMPONENTS);
    lake.create(Table.JOURNEYS);
    try (RawKeys keys = new RawKeys(raw)) {
      table.commit(table.towards(raw, keys), raw);
      listener.reached(Step.EVENTS_KEPT);
      long version = lake.version(Table.TIMELINE);
      Dataset<Row> rows = lake.readVersion(Table.TIMELINE, version);
      // What comes of the events waits mostly for plans and commits; to compare keys does not. If
      // they are others, all three tables are to be deleted, whatever was laid out meanwhile.
      return SideBySide.both(
              () -> requireEventsOf(keys, rows),
              () -> upTo(version, rows, lake, config, pseudonymKey))
          .other();
    }
  }

  private static Layout upTo(
      long version, Dataset<Row> rows, Lake lake, Config config, Optional<byte[]> pseudonymKey) {
    KeptPersons persons = new ComponentTable(lake, config, pseudonymKey).upTo(version);
    return new Layout(
        Records.typed(rows, TimelineEvent.class),
        persons,
        new Journeys.Kept(new JourneyTable(lake, config).upTo(version, persons)));
  }

  private static void empty(Lake lake, Table table) {
    if (lake.exists(table) && !lake.read(table).isEmpty()) {
      lake.replace(table, lake.read(table).limit(0), NOT_KEPT);
    }
  }

  /** A layout is only a copy: nothing is published from one that lost or invented an event. */
  private static boolean requireEventsOf(RawKeys keys, Dataset<Row> timeline) {
    if (!keys.areThoseOf(timeline)) {
      throw BatchRefusal.failure(
          "The table timeline does not hold the events of the raw log, each once, so nothing is"
              + " published.",
          MAKE_AGAIN);
    }
    return true;
  }

  /** The same from the raw log alone, whatever is kept; nothing is written. */
  public static Layout anew(RawLog raw, Config config, Optional<byte[]> pseudonymKey) {
    return held(Timelines.of(RawLog.distinct(raw.rows()), config), config, pseudonymKey);
  }

  private static Layout held(Dataset<Row> events, Config config, Optional<byte[]> pseudonymKey) {
    Dataset<Row> held = events.persist(StorageLevel.MEMORY_AND_DISK_SER());
    Dataset<TimelineEvent> timeline = Records.typed(held, TimelineEvent.class);
    Resolution resolution =
        new IdentityGraph(config).resolve(TimelineLinks.of(timeline, pseudonymKey));
    return new Layout(
        timeline,
        new Persons.Resolved(timeline.sparkSession(), resolution),
        new Journeys.Passing(held, People.of(resolution), config));
  }

  /** Lets go of what was held in memory. */
  @Override
  public void close() {
    journeys.close();
  }
}
