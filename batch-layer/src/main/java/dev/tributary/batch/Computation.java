package dev.tributary.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.to_date;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.event.EventType;
import dev.tributary.core.identity.Resolution;
import dev.tributary.core.journey.TimelineEvent;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** From laid-out journeys to what every person earned. Holds its datasets until it is closed. */
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
  private final Layout layout;
  private Dataset<PersonOutcome> persons;

  /** Computes lazily from what is laid out. */
  Computation(Layout layout, Config config) {
    this.layout = layout;
    this.config = config;
  }

  /** Every distinct event, enriched. */
  Dataset<TimelineEvent> timeline() {
    return layout.timeline();
  }

  /** Days, in the reporting time zone, on which a touch, conversion or adjustment occurred. */
  SortedSet<LocalDate> daysWithData() {
    return timeline()
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
    return timeline().where(within(plan)).count();
  }

  /** Keys of the conversions that the run has to credit: those of its days but for bots'. */
  Dataset<Row> conversionKeys(DayPlan plan) {
    return timeline()
        .where(col("eventType").equalTo(EventType.CONVERSION.wire()))
        .where(col("bot").equalTo(false))
        .where(within(plan))
        .select("key");
  }

  /** Who is who, and what was cut. */
  Resolution resolution() {
    return layout.persons();
  }

  /** What every person earned within the run's days. */
  Outcomes outcomes(DayPlan plan, String publicationId) {
    persons =
        layout
            .journeys()
            .outcomes(new AttributePerson(config, plan, publicationId))
            // Larger than all else that a run holds: kept in serial form, which Spark can compress.
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
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
    layout.close();
    if (persons != null) {
      persons.unpersist();
    }
  }
}
