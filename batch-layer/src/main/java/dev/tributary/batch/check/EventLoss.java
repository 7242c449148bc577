package dev.tributary.batch.check;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import dev.tributary.batch.plan.DayPlan;
import dev.tributary.batch.raw.RawLog;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.view.Boundary;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import dev.tributary.lake.TakenOut;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Looks for events that a collector numbered and that are in neither table: collectors count
 * without gaps, and what is refused keeps its number.
 */
public final class EventLoss {

  /** Spark's timestamps do not reach as far as Java's. */
  private static final Instant NEVER_ENDS = Instant.parse("9999-12-31T00:00:00Z");

  private EventLoss() {}

  /**
   * What is missing next to what was received on the run's days, whenever the number on the other
   * side of the gap was received. All is as of the version of the raw log that the run reads.
   *
   * @param published what lies before it was published with what was missing then
   */
  public static MissingEvents missing(
      Lake lake, RawLog raw, Config config, DayPlan plan, Boundary published) {
    ZoneId zone = config.value(ReportingSettings.TIME_ZONE);
    return missing(
        NumberedEvents.asOf(lake, raw),
        plan.from().atStartOfDay(zone).toInstant(),
        plan.to().plusDays(1).atStartOfDay(zone).toInstant(),
        published,
        raw.version(),
        since -> takenOut(lake, raw, since));
  }

  /**
   * The same of rows with collector_id, sequence, received_at and stored_at.
   *
   * @param from first moment of the run's days
   * @param to first moment after them
   * @param takenOut what was taken out of the tables since a moment
   */
  static MissingEvents missing(
      Dataset<Row> numbered,
      Instant from,
      Instant to,
      Boundary published,
      long version,
      Function<Instant, Optional<TakenOut>> takenOut) {
    return Gaps.between(numbered, from, to)
        .map(gaps -> new MissingEvents(version, hours(gaps, published, takenOut)))
        .orElseGet(() -> new MissingEvents(version, List.of()));
  }

  private static Optional<TakenOut> takenOut(Lake lake, RawLog raw, Instant since) {
    if (!lake.exists(Table.REJECTED_EVENTS)) {
      return Optional.of(
          new TakenOut(NEVER_ENDS, TakenOut.UNKNOWN_ROWS, "there is no table rejected_events"));
    }
    long refusals = lake.version(Table.REJECTED_EVENTS);
    return TakenOut.both(
        TakenOut.since(lake, Table.RAW_EVENTS, raw.version(), since),
        TakenOut.since(lake, Table.REJECTED_EVENTS, refusals, since));
  }

  private static List<MissingEvents.Hour> hours(
      Dataset<Row> gaps, Boundary published, Function<Instant, Optional<TakenOut>> takenOut) {
    Row since = gaps.agg(min("since")).head();
    if (since.isNullAt(0)) {
      return List.of();
    }
    TakenOut last = takenOut.apply(since.getTimestamp(0).toInstant()).orElse(null);
    Column doubted = last == null ? lit(false) : col("since").leq(last.until());
    return gaps
        .groupBy(
            col("collector_id"),
            date_trunc("hour", col("received_at")).as("hour"),
            doubted.as("doubted"),
            col("asked").lt(published.instant()).as("published"))
        .agg(sum("missing"))
        .orderBy("hour", "collector_id", "doubted", "published")
        .collectAsList()
        .stream()
        .map(
            row ->
                new MissingEvents.Hour(
                    row.getString(0),
                    row.getTimestamp(1).toInstant(),
                    row.getLong(4),
                    row.getBoolean(2) ? last : null,
                    row.getBoolean(3)))
        .toList();
  }
}
