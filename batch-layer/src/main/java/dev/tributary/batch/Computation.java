package dev.tributary.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.to_date;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.event.EventType;
import dev.tributary.core.identity.Identity;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.lake.RecordEncoder;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * From the raw log to what every person earned: deduplicated, enriched, stitched, attributed. Holds
 * its intermediate datasets until it is closed.
 */
final class Computation implements AutoCloseable {

  private static final List<String> PUBLISHED =
      Stream.of(
              EventType.CLICK,
              EventType.PAGE_VIEW,
              EventType.IMPRESSION,
              EventType.CONVERSION,
              EventType.ADJUSTMENT)
          .map(EventType::wire)
          .toList();

  private final Config config;
  private final Optional<byte[]> pseudonymKey;
  private final Dataset<TimelineEvent> timeline;
  private Dataset<PersonOutcome> persons;

  /**
   * Computes lazily from a pinned log.
   *
   * @param pseudonymKey the key under which events were admitted, where there is one
   */
  Computation(RawLog raw, Config config, Optional<byte[]> pseudonymKey) {
    this.config = config;
    this.pseudonymKey = pseudonymKey;
    this.timeline = Timelines.of(raw.distinct(), config).persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** Every distinct event, enriched. */
  Dataset<TimelineEvent> timeline() {
    return timeline;
  }

  /** Days, in the reporting time zone, on which a touch, conversion or adjustment occurred. */
  SortedSet<LocalDate> daysWithData() {
    return timeline
        .where(col("eventType").isInCollection(PUBLISHED))
        .select(day())
        .distinct()
        .as(Encoders.LOCALDATE())
        .collectAsList()
        .stream()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Distinct events of the run's days. */
  long events(DayPlan plan) {
    return timeline.where(within(plan)).count();
  }

  /** Keys of the conversions that the run has to credit: those of its days but for bots'. */
  Dataset<Row> conversionKeys(DayPlan plan) {
    return timeline
        .where(col("eventType").equalTo(EventType.CONVERSION.wire()))
        .where(col("bot").equalTo(false))
        .where(within(plan))
        .select("key");
  }

  Collection<Identity> identities() {
    return People.identities(timeline, config, pseudonymKey);
  }

  /** What every person earned within the run's days. */
  Outcomes outcomes(DayPlan plan, Collection<Identity> identities, String publicationId) {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(timeline.sparkSession().sparkContext());
    Broadcast<People> people = context.broadcast(People.of(identities));
    MapFunction<TimelineEvent, String> person = event -> people.value().personOf(event);
    persons =
        timeline
            .groupByKey(person, Encoders.STRING())
            .flatMapGroups(
                new AttributePerson(config, plan, publicationId),
                RecordEncoder.of(PersonOutcome.class))
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new Outcomes(persons);
  }

  private Column within(DayPlan plan) {
    return day().between(plan.from(), plan.to());
  }

  private Column day() {
    String zone = config.value(ReportingSettings.TIME_ZONE).getId();
    return to_date(from_utc_timestamp(col("occurredAt"), zone));
  }

  @Override
  public void close() {
    timeline.unpersist();
    if (persons != null) {
      persons.unpersist();
    }
  }
}
