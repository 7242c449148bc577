package dev.tributary.batch.adjustment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;

import dev.tributary.batch.credit.Rows;
import dev.tributary.batch.plan.DayPlan;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.view.CreditRow;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Records;
import dev.tributary.lake.Table;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Published days outside a run on which adjustments of its orders lie, where these are now shared
 * otherwise than they were posted. Such a day is published with the run: its adjustments of those
 * orders as they are now, everything else as it was. To compute the whole day instead would restate
 * its own orders, then their adjustments, and so on to the end.
 */
final class CarriedDays {

  /** No day has to be carried. */
  static final CarriedDays NONE =
      new CarriedDays(null, null, null, null, Collections.emptySortedSet());

  /** What tells two postings of one adjustment apart. */
  private static final Column[] SHARE =
      Stream.of(
              "adjustment_key",
              "conversion_day",
              "model",
              "position",
              "touches",
              "touch_at",
              "touch_kind",
              "channel",
              "source",
              "medium",
              "campaign",
              "ad_group",
              "click_id",
              "revenue_minor",
              "currency",
              "rate_day")
          .map(name -> col(name))
          .toArray(Column[]::new);

  private final Lake lake;
  private final Config config;
  private final PublicationNote published;
  private final Dataset<PostedAdjustment> anew;
  private final SortedSet<LocalDate> days;

  private CarriedDays(
      Lake lake,
      Config config,
      PublicationNote published,
      Dataset<PostedAdjustment> anew,
      SortedSet<LocalDate> days) {
    this.lake = lake;
    this.config = config;
    this.published = published;
    this.anew = anew;
    this.days = days;
  }

  /**
   * Finds them.
   *
   * @param published what is current before the run
   * @param posted what the run posts, on days outside it too
   */
  static CarriedDays of(
      Lake lake,
      Config config,
      PublicationNote published,
      DayPlan plan,
      Dataset<PostedAdjustment> posted) {
    Dataset<PostedAdjustment> anew =
        posted.where(col("adjustment.postedDay").between(plan.from(), plan.to()).equalTo(false));
    if (anew.isEmpty()) {
      return NONE;
    }
    CarriedDays all = new CarriedDays(lake, config, published, anew, days(anew));
    Dataset<Row> now = all.creditsAnew().select(SHARE);
    Dataset<Row> before = all.replaced(all.current(Table.CREDITS_FINAL)).select(SHARE);
    SortedSet<LocalDate> changed =
        new TreeSet<>(
            now.exceptAll(before)
                .union(before.exceptAll(now))
                .select("conversion_day")
                .distinct()
                .as(Encoders.LOCALDATE())
                .collectAsList());
    return changed.isEmpty()
        ? NONE
        : new CarriedDays(
            lake,
            config,
            published,
            anew.where(col("adjustment.postedDay").isInCollection(changed)),
            changed);
  }

  SortedSet<LocalDate> days() {
    return Collections.unmodifiableSortedSet(days);
  }

  /** The rows of these days, under the publication that they come along with. */
  Optional<Rows> rows(String publicationId) {
    if (days.isEmpty()) {
      return Optional.empty();
    }
    Dataset<Row> adjustments =
        kept(current(Table.ADJUSTMENTS), "key")
            .unionByName(
                anew.select("adjustment.*").toDF(Records.columnNames(AdjustmentRow.class)));
    Map<Table, Dataset<Row>> rows = new EnumMap<>(Table.class);
    rows.put(Table.TOUCHPOINTS, current(Table.TOUCHPOINTS));
    rows.put(Table.CONVERSIONS, current(Table.CONVERSIONS));
    rows.put(
        Table.CREDITS_FINAL,
        kept(current(Table.CREDITS_FINAL), "adjustment_key").unionByName(creditsAnew()));
    rows.put(Table.ADJUSTMENTS, adjustments);
    rows.replaceAll((table, some) -> some.withColumn("publication_id", lit(publicationId)));
    return Optional.of(new Rows(rows));
  }

  /** Rows that count for these days before the run. */
  private Dataset<Row> current(Table table) {
    List<String> pairs = days.stream().map(day -> day + " " + published.days().get(day)).toList();
    return lake.read(table)
        .where(concat_ws(" ", dayOf(table), col("publication_id")).isInCollection(pairs));
  }

  private Column dayOf(Table table) {
    return switch (table) {
      case TOUCHPOINTS ->
          to_date(from_utc_timestamp(col("at"), config.value(ReportingSettings.TIME_ZONE).getId()));
      case ADJUSTMENTS -> col("posted_day");
      default -> col("conversion_day");
    };
  }

  private Dataset<Row> kept(Dataset<Row> rows, String key) {
    Column renewed = col(key).isInCollection(keys());
    return rows.where(col(key).isNull().or(renewed.equalTo(false)));
  }

  private Dataset<Row> replaced(Dataset<Row> rows) {
    return rows.where(col("adjustment_key").isInCollection(keys()));
  }

  private List<String> keys() {
    return anew.select("adjustment.key").distinct().as(Encoders.STRING()).collectAsList();
  }

  private Dataset<Row> creditsAnew() {
    return anew.select(explode(col("credits")).as("row"))
        .select("row.*")
        .toDF(Records.columnNames(CreditRow.class))
        .drop("revision");
  }

  private static SortedSet<LocalDate> days(Dataset<PostedAdjustment> posted) {
    return new TreeSet<>(
        posted.select("adjustment.postedDay").distinct().as(Encoders.LOCALDATE()).collectAsList());
  }
}
