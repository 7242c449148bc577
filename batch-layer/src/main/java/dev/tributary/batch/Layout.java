package dev.tributary.batch;

import static org.apache.spark.sql.functions.col;

import dev.tributary.core.config.BatchSettings;
import dev.tributary.core.config.Config;
import dev.tributary.core.event.EventType;
import dev.tributary.core.identity.Identity;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Records;
import dev.tributary.lake.Table;
import java.util.Collection;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * What a run reads: distinct events and journeys as of one raw log.
 *
 * @param timeline every distinct event
 * @param identities what the graph says of every linked identifier
 */
record Layout(Dataset<TimelineEvent> timeline, Collection<Identity> identities, Journeys journeys)
    implements AutoCloseable {

  /** Brings what is kept up to that log, and keeps it where that pays. */
  static Layout kept(Lake lake, RawLog raw, Config config, Optional<byte[]> pseudonymKey) {
    TimelineTable table = new TimelineTable(lake, config);
    boolean small = raw.highWater().events() < config.value(BatchSettings.KEEP_FROM_EVENTS);
    if (small || table.beyond(raw)) {
      return passing(lake, raw, config, pseudonymKey);
    }
    lake.create(Table.TIMELINE);
    lake.create(Table.JOURNEYS);
    table.commit(table.towards(raw), raw);
    long version = lake.version(Table.TIMELINE);
    requireOrdersOf(raw, lake.readVersion(Table.TIMELINE, version));
    Dataset<TimelineEvent> timeline =
        Records.typed(lake.readVersion(Table.TIMELINE, version), TimelineEvent.class);
    Collection<Identity> identities = People.identities(timeline, config, pseudonymKey);
    return new Layout(
        timeline,
        identities,
        new Journeys.Kept(new JourneyTable(lake, config).upTo(version, People.of(identities))));
  }

  /** A layout is only a copy: nothing is published from one that lost or invented an order. */
  private static void requireOrdersOf(RawLog raw, Dataset<Row> timeline) {
    Dataset<Row> logged = orders(raw.rows());
    Dataset<Row> laidOut = orders(timeline);
    if (!logged.except(laidOut).isEmpty() || !laidOut.except(logged).isEmpty()) {
      throw BatchRefusal.failure(
          "The table timeline does not hold the conversions of the raw log, so nothing is"
              + " published.",
          "Delete the tables timeline and journeys, which are made again from the raw log, and"
              + " run it again.");
    }
  }

  private static Dataset<Row> orders(Dataset<Row> events) {
    return events.where(col("event_type").equalTo(EventType.CONVERSION.wire())).select("key");
  }

  /** The same without writing anything, for a run that may not, or reads an older log. */
  static Layout passing(Lake lake, RawLog raw, Config config, Optional<byte[]> pseudonymKey) {
    return held(new TimelineTable(lake, config).towards(raw).rows(), config, pseudonymKey);
  }

  /** The same from the raw log alone, whatever is kept. */
  static Layout anew(RawLog raw, Config config, Optional<byte[]> pseudonymKey) {
    return held(Timelines.of(RawLog.distinct(raw.rows()), config), config, pseudonymKey);
  }

  private static Layout held(Dataset<Row> events, Config config, Optional<byte[]> pseudonymKey) {
    Dataset<TimelineEvent> timeline =
        Records.typed(events, TimelineEvent.class).persist(StorageLevel.MEMORY_AND_DISK());
    Collection<Identity> identities = People.identities(timeline, config, pseudonymKey);
    return new Layout(
        timeline, identities, new Journeys.Passing(timeline, People.of(identities), config));
  }

  /** Lets go of what was held in memory. */
  @Override
  public void close() {
    timeline.unpersist();
  }
}
