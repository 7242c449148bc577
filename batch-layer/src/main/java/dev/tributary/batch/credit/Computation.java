package dev.tributary.batch.credit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import dev.tributary.batch.credit.AttributePerson.Touches;
import dev.tributary.batch.layout.Journeys;
import dev.tributary.batch.layout.Layout;
import dev.tributary.batch.layout.Persons;
import dev.tributary.batch.plan.DayPlan;
import dev.tributary.batch.plan.DayRange;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.event.EventType;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.lake.Records;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** From laid-out journeys to what every person earned. Holds its datasets until it is closed. */
public final class Computation implements AutoCloseable {

  private static final List<String> PUBLISHED =
      Stream.of(
              EventType.CLICK,
              EventType.PAGE_VIEW,
              EventType.IMPRESSION,
              EventType.CONVERSION,
              EventType.ADJUSTMENT)
          .map(EventType::wire)
          .toList();

  /** A row a touch with credit and model: of few touches and all models, which is most orders. */
  private static final long ROWS_OF_AN_ORDER = 30;

  private final Config config;
  private final Layout layout;
  private Journeys journeys;
  private Map<LocalDate, Seen> days;

  /** Computes lazily from what is laid out. */
  public Computation(Layout layout, Config config) {
    this.layout = layout;
    this.journeys = layout.journeys();
    this.config = config;
  }

  /** Every distinct event, enriched. */
  public Dataset<TimelineEvent> timeline() {
    return layout.timeline();
  }

  /**
   * Days, in the reporting time zone, on which a touch, conversion or adjustment occurred, each
   * with about how many rows of touches and credit it gives.
   */
  public SortedMap<LocalDate, Long> rowsByDay() {
    SortedMap<LocalDate, Long> rows = new TreeMap<>();
    days()
        .forEach(
            (day, seen) -> {
              if (seen.rows() > 0) {
                rows.put(day, seen.rows());
              }
            });
    return rows;
  }

  /** Distinct events of the run's days. */
  public long events(DayPlan plan) {
    return days().entrySet().stream()
        .filter(day -> plan.range().contains(day.getKey()))
        .mapToLong(day -> day.getValue().events())
        .sum();
  }

  /** Whether the log has any refund or change of an order. */
  public boolean hasAdjustments() {
    return days().values().stream().anyMatch(day -> day.adjustments() > 0);
  }

  /**
   * What the log has of one day.
   *
   * @param rows about how many rows of touches and credit it gives
   */
  private record Seen(long rows, long events, long adjustments) {}

  /** In one reading, since each is a job of its own on a small log. */
  private Map<LocalDate, Seen> days() {
    if (days == null) {
      Column type = col("eventType");
      Column rows =
          when(type.equalTo(EventType.CONVERSION.wire()), ROWS_OF_AN_ORDER)
              .when(type.isInCollection(PUBLISHED), 1L)
              .otherwise(0L);
      Column adjustment = type.equalTo(EventType.ADJUSTMENT.wire());
      days =
          timeline()
              .groupBy(day("occurredAt").as("day"))
              .agg(sum(rows), count(lit(1)), count(when(adjustment, 1)))
              .collectAsList()
              .stream()
              .collect(
                  Collectors.toMap(
                      row -> row.<java.sql.Date>getAs(0).toLocalDate(),
                      row -> new Seen(row.getLong(1), row.getLong(2), row.getLong(3))));
    }
    return days;
  }

  /** Keys of the conversions that the run has to credit: those of its days but for bots'. */
  public Dataset<Row> conversionKeys(DayPlan plan) {
    return timeline()
        .where(col("eventType").equalTo(EventType.CONVERSION.wire()))
        .where(col("bot").equalTo(false))
        .where(within(plan))
        .select("key");
  }

  /** Who is who, and what was cut. */
  public Persons persons() {
    return layout.persons();
  }

  /** Lays journeys out once for all parts, where they would be laid out for each. */
  public void holdJourneys() {
    journeys = journeys.held();
  }

  /** What every person earned within some days. */
  public Outcomes outcomes(DayRange days, String publicationId) {
    AttributePerson all = new AttributePerson(config, days, publicationId, Touches.AS_ROWS);
    Optional<Dataset<Row>> touches =
        journeys
            .touches(all.fromMicros(), all.endMicros())
            .map(laid -> touchpoints(laid, days, publicationId));
    AttributePerson sweep =
        touches.isEmpty()
            ? all
            : new AttributePerson(config, days, publicationId, Touches.LEFT_OUT);
    return new Outcomes(
        journeys
            .swept(sweep)
            // Larger than all else that a run holds: kept in serial form, which Spark can compress.
            .persist(StorageLevel.MEMORY_AND_DISK_SER()),
        touches);
  }

  private Dataset<Row> touchpoints(Dataset<Row> touches, DayRange days, String publicationId) {
    return touches
        .where(day("at").between(days.from(), days.to()))
        .withColumn("publication_id", lit(publicationId))
        .withColumnsRenamed(Map.of("adGroup", "ad_group", "clickId", "click_id"))
        .select(
            Stream.of(Records.columnNames(TouchpointRow.class))
                .map(name -> col(name))
                .toArray(Column[]::new));
  }

  private Column within(DayPlan plan) {
    return day("occurredAt").between(plan.from(), plan.to());
  }

  private Column day(String at) {
    String zone = config.value(ReportingSettings.TIME_ZONE).getId();
    return to_date(from_utc_timestamp(col(at), zone));
  }

  @Override
  public void close() {
    journeys.close();
    layout.close();
  }
}
