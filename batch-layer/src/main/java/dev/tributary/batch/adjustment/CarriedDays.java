package dev.tributary.batch.adjustment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;

import dev.tributary.batch.credit.Rows;
import dev.tributary.batch.plan.DayPlan;
import dev.tributary.batch.publish.CurrentRows;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.view.CreditRow;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Records;
import dev.tributary.lake.Table;
import java.sql.Date;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Published days outside a run on which adjustments of its orders lie, where these are now shared
 * otherwise than they were posted, or fall on other days by now. Such a day is published with the
 * run: its adjustments of those orders as they are now, everything else as it was. To compute the
 * whole day instead would restate its own orders, then their adjustments, and so on to the end.
 */
final class CarriedDays {

  /** No day has to be carried. */
  static final CarriedDays NONE = new CarriedDays(null, null, null, null, Map.of(), Map.of());

  /** What tells two postings of one adjustment apart. */
  private static final List<String> SHARE_OF_A_TOUCH =
      List.of(
          "conversion_day",
          "adjustment_key",
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
          "rate_day");

  private static final List<String> WHAT_BECAME_OF_IT =
      List.of("posted_day", "key", "outcome", "before_minor", "after_minor");

  private final Lake lake;
  private final Config config;
  private final PublicationNote published;
  private final Dataset<PostedAdjustment> anew;

  /** Key of each adjustment that is posted anew, and the day it lies on. */
  private final Map<String, LocalDate> keys;

  /** Key of each adjustment that is posted on another day now, and the day it lay on. */
  private final Map<String, LocalDate> gone;

  private CarriedDays(
      Lake lake,
      Config config,
      PublicationNote published,
      Dataset<PostedAdjustment> anew,
      Map<String, LocalDate> keys,
      Map<String, LocalDate> gone) {
    this.lake = lake;
    this.config = config;
    this.published = published;
    this.anew = anew;
    this.keys = keys;
    this.gone = gone;
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
    Map<String, LocalDate> keys = days(anew.select("adjustment.key", "adjustment.postedDay"));
    Set<LocalDate> changed =
        keys.isEmpty()
            ? Set.of()
            : new CarriedDays(lake, config, published, anew, keys, Map.of()).changed();
    keys.values().retainAll(changed);
    Map<String, LocalDate> gone = days(gone(lake, published, plan, posted));
    return keys.isEmpty() && gone.isEmpty()
        ? NONE
        : new CarriedDays(
            lake,
            config,
            published,
            anew.where(col("adjustment.postedDay").isInCollection(changed)),
            keys,
            gone);
  }

  /**
   * Adjustments that the run posts on another day than the one they are published on: as a refund
   * dated before its order, which lay on its own day until the order was known.
   */
  private static Dataset<Row> gone(
      Lake lake, PublicationNote published, DayPlan plan, Dataset<PostedAdjustment> posted) {
    Map<LocalDate, String> others = new TreeMap<>(published.days());
    others.keySet().removeIf(plan.range()::contains);
    return CurrentRows.of(lake, Table.ADJUSTMENTS, col("posted_day"), others)
        .select(col("key"), col("posted_day").as("before"))
        .join(
            posted.select(col("adjustment.key"), col("adjustment.postedDay").as("now")),
            CollectionConverters.asScala(List.of("key")).toSeq(),
            "inner")
        .where(col("now").notEqual(col("before")))
        .select("key", "before");
  }

  /** From rows of a key and a day. */
  private static Map<String, LocalDate> days(Dataset<Row> rows) {
    Map<String, LocalDate> days = new TreeMap<>();
    rows.collectAsList()
        .forEach(row -> days.put(row.getString(0), row.<Date>getAs(1).toLocalDate()));
    return days;
  }

  /** Those of the days on which an adjustment or its rows are others than before. */
  private Set<LocalDate> changed() {
    Set<LocalDate> changed =
        new TreeSet<>(
            changed(
                creditsAnew(), current(Table.CREDITS_FINAL), "adjustment_key", SHARE_OF_A_TOUCH));
    changed.addAll(
        changed(adjustmentsAnew(), current(Table.ADJUSTMENTS), "key", WHAT_BECAME_OF_IT));
    return changed;
  }

  /** Days, the first of the columns, on which some rows are more or fewer than before. */
  private List<LocalDate> changed(
      Dataset<Row> now, Dataset<Row> before, String key, List<String> columns) {
    Column[] same = columns.stream().map(name -> col(name)).toArray(Column[]::new);
    return now.select(same)
        .withColumn("more", lit(1))
        .union(
            before
                .where(col(key).isInCollection(keys.keySet()))
                .select(same)
                .withColumn("more", lit(-1)))
        .groupBy(same)
        .agg(sum("more").as("more"))
        .where(col("more").notEqual(0))
        .select(columns.get(0))
        .distinct()
        .as(Encoders.LOCALDATE())
        .collectAsList();
  }

  private Dataset<Row> adjustmentsAnew() {
    return anew.select("adjustment.*").toDF(Records.columnNames(AdjustmentRow.class));
  }

  SortedSet<LocalDate> days() {
    SortedSet<LocalDate> days = new TreeSet<>(keys.values());
    days.addAll(gone.values());
    return days;
  }

  /** Those of the days on which adjustments are posted anew. */
  SortedSet<LocalDate> postedAnew() {
    return new TreeSet<>(keys.values());
  }

  /** Those of the days on which adjustments lay that fall on others now. */
  SortedSet<LocalDate> left() {
    return new TreeSet<>(gone.values());
  }

  /** The rows of these days, under the publication that they come along with. */
  Optional<Rows> rows(String publicationId) {
    if (days().isEmpty()) {
      return Optional.empty();
    }
    Dataset<Row> adjustments =
        kept(current(Table.ADJUSTMENTS), "key").unionByName(adjustmentsAnew());
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
    Map<LocalDate, String> publications = new TreeMap<>(published.days());
    publications.keySet().retainAll(days());
    return CurrentRows.of(lake, table, dayOf(table), publications);
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
    Set<String> notAsBefore = new TreeSet<>(keys.keySet());
    notAsBefore.addAll(gone.keySet());
    return rows.where(col(key).isNull().or(col(key).isInCollection(notAsBefore).equalTo(false)));
  }

  private Dataset<Row> creditsAnew() {
    return anew.select(explode(col("credits")).as("row"))
        .select("row.*")
        .toDF(Records.columnNames(CreditRow.class))
        .drop("revision");
  }
}
