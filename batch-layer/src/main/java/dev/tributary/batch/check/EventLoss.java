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
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import dev.tributary.lake.TakenOut;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Looks for events that a collector numbered and that are in neither table: collectors count
 * without gaps, and what is refused keeps its number.
 */
public final class EventLoss {

  private static final int EXAMPLES = 5;

  /** Spark's timestamps do not reach as far as Java's. */
  private static final Instant NEVER_ENDS = Instant.parse("9999-12-31T00:00:00Z");

  private EventLoss() {}

  /**
   * One sentence an hour and collector with a gap ahead of what was received on the run's days,
   * whenever the number ahead of the gap was received; of many the first, and how many more. All is
   * as of the version of the raw log that the run reads.
   */
  public static List<String> gaps(Lake lake, RawLog raw, Config config, DayPlan plan) {
    ZoneId zone = config.value(ReportingSettings.TIME_ZONE);
    return gaps(
        NumberedEvents.asOf(lake, raw),
        plan.from().atStartOfDay(zone).toInstant(),
        plan.to().plusDays(1).atStartOfDay(zone).toInstant(),
        raw.version(),
        since -> takenOut(lake, raw, since));
  }

  /**
   * The same of rows with collector_id, sequence, received_at and stored_at.
   *
   * @param from first moment of the run's days
   * @param to first moment after them
   * @param takenOut when rows were last taken out of the tables since a moment
   */
  static List<String> gaps(
      Dataset<Row> numbered,
      Instant from,
      Instant to,
      long version,
      Function<Instant, Optional<TakenOut>> takenOut) {
    return Gaps.between(numbered, from, to)
        .map(gaps -> sentences(gaps, version, takenOut))
        .orElseGet(List::of);
  }

  private static Optional<TakenOut> takenOut(Lake lake, RawLog raw, Instant since) {
    if (!lake.exists(Table.REJECTED_EVENTS)) {
      return Optional.of(new TakenOut(NEVER_ENDS, "there is no table rejected_events"));
    }
    long refusals = lake.version(Table.REJECTED_EVENTS);
    return Stream.of(
            TakenOut.since(lake, Table.RAW_EVENTS, raw.version(), since),
            TakenOut.since(lake, Table.REJECTED_EVENTS, refusals, since))
        .flatMap(Optional::stream)
        .max(Comparator.comparing(TakenOut::until));
  }

  /**
   * What is missing of one hour.
   *
   * @param takenOut what may have taken it out; null where nothing can have
   */
  private record Missing(String collector, Instant hour, long events, TakenOut takenOut) {

    String sentence(long version) {
      boolean one = events == 1;
      return "%s of the collector %s, received in the hour of %s, %s neither in version %d of"
              .formatted(
                  one ? "1 event" : events + " events",
                  collector,
                  hour,
                  one ? "is" : "are",
                  version)
          + " raw_events nor %s refused by then; ".formatted(one ? "was it" : "were they")
          + (takenOut == null
              ? "'tributary complete' tells whether %s on the way."
                  .formatted(one ? "it is" : "they are")
              : "whether %s lost is not known, since %s."
                  .formatted(one ? "it was" : "they were", takenOut.why()));
    }
  }

  private static List<String> sentences(
      Dataset<Row> gaps, long version, Function<Instant, Optional<TakenOut>> takenOut) {
    Row since = gaps.agg(min("since")).head();
    if (since.isNullAt(0)) {
      return List.of();
    }
    TakenOut last = takenOut.apply(since.getTimestamp(0).toInstant()).orElse(null);
    List<Missing> missing = missing(gaps, last);
    List<String> sentences =
        new ArrayList<>(
            missing.stream().limit(EXAMPLES).map(hour -> hour.sentence(version)).toList());
    if (missing.size() > EXAMPLES) {
      List<Missing> others = missing.subList(EXAMPLES, missing.size());
      sentences.add(
          "Missing likewise: %d events, of %d other hours and collectors."
              .formatted(others.stream().mapToLong(Missing::events).sum(), others.size()));
    }
    return sentences;
  }

  private static List<Missing> missing(Dataset<Row> gaps, TakenOut last) {
    Column doubted = last == null ? lit(false) : col("since").leq(last.until());
    return gaps
        .groupBy(
            col("collector_id"),
            date_trunc("hour", col("received_at")).as("hour"),
            doubted.as("doubted"))
        .agg(sum("missing"))
        .orderBy("hour", "collector_id", "doubted")
        .collectAsList()
        .stream()
        .map(
            row ->
                new Missing(
                    row.getString(0),
                    row.getTimestamp(1).toInstant(),
                    row.getLong(3),
                    row.getBoolean(2) ? last : null))
        .toList();
  }
}
