package dev.tributary.batch.publish;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.xxhash64;

import dev.tributary.batch.credit.Rows;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What of published days comes out otherwise than it is published: by a late touch, a merge, a
 * withdrawal, a deletion, other rules or another program, or since it was not there at all.
 *
 * @param orders how many orders, adjusted ones included, a published day; days without any are
 *     absent
 * @param goneTouches how many published touches a day that come out no more, as of somebody who had
 *     no order and was deleted
 */
public record ChangedDays(
    SortedMap<LocalDate, Long> orders, SortedMap<LocalDate, Long> goneTouches) {

  public static final ChangedDays NONE = new ChangedDays(new TreeMap<>(), new TreeMap<>());

  private static final int SHOWN = 10;

  private static final String CREDIT_DAY = "conversion_day";
  private static final String POSTED_DAY = "posted_day";

  private static final List<String> ORDER = List.of("day", "conversion_type", "order_id");

  public ChangedDays {
    orders = Collections.unmodifiableSortedMap(new TreeMap<>(orders));
    goneTouches = Collections.unmodifiableSortedMap(new TreeMap<>(goneTouches));
  }

  /**
   * Compares every row of credit and of adjustments, whatever it was published under, and looks for
   * touches that are published and come out no more. New ones alone, as come late every day, make
   * no day to be published anew.
   *
   * @param zone the reporting time zone, which says on what day a touch was
   * @param days days to compare, all before the boundary; where none of them was published under a
   *     name, since it had nothing to name, nothing is published of it
   * @param computed rows of these days and perhaps of others
   */
  public static ChangedDays of(
      Lake lake, PublicationNote published, Set<LocalDate> days, Rows computed, ZoneId zone) {
    if (days.isEmpty()) {
      return NONE;
    }
    Map<LocalDate, String> publications = new TreeMap<>(published.days());
    publications.keySet().retainAll(days);
    Dataset<Row> before =
        hashes(
                Table.CREDITS_FINAL,
                CREDIT_DAY,
                CurrentRows.of(lake, Table.CREDITS_FINAL, col(CREDIT_DAY), publications))
            .union(
                hashes(
                    Table.ADJUSTMENTS,
                    POSTED_DAY,
                    CurrentRows.of(lake, Table.ADJUSTMENTS, col(POSTED_DAY), publications)));
    Dataset<Row> credit = hashes(Table.CREDITS_FINAL, CREDIT_DAY, computed.credits());
    Dataset<Row> now =
        computed
            .adjustments()
            .map(posted -> credit.union(hashes(Table.ADJUSTMENTS, POSTED_DAY, posted)))
            .orElse(credit)
            .where(col("day").isInCollection(days));
    Dataset<Row> changed =
        fingerprints(before, "before")
            .join(
                fingerprints(now, "now"), CollectionConverters.asScala(ORDER).toSeq(), "full_outer")
            .where(col("before").eqNullSafe(col("now")).equalTo(false));
    return new ChangedDays(
        byDay(changed), byDay(gone(lake, publications, computed.touchpoints(), zone)));
  }

  private static Dataset<Row> gone(
      Lake lake, Map<LocalDate, String> publications, Dataset<Row> computed, ZoneId zone) {
    Column day = to_date(from_utc_timestamp(col("at"), zone.getId()));
    return CurrentRows.of(lake, Table.TOUCHPOINTS, day, publications)
        .select(day.as("day"), col("key"))
        .join(
            computed.select(day.as("day"), col("key")),
            CollectionConverters.asScala(List.of("day", "key")).toSeq(),
            "left_anti");
  }

  private static SortedMap<LocalDate, Long> byDay(Dataset<Row> rows) {
    SortedMap<LocalDate, Long> counts = new TreeMap<>();
    rows.groupBy("day")
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> counts.put(row.<java.sql.Date>getAs(0).toLocalDate(), row.getLong(1)));
    return counts;
  }

  /** One row a row: of which order and day it is, and a hash of all that it says. */
  private static Dataset<Row> hashes(Table table, String day, Dataset<Row> rows) {
    Column[] values =
        Stream.concat(
                Stream.of(lit(table.tableName())),
                Stream.of(Lake.definition(table).fieldNames())
                    .filter(column -> !column.equals("publication_id"))
                    // A null alone leaves no trace in the hash: it could stand in any column.
                    .flatMap(column -> Stream.of(col(column), col(column).isNull())))
            .toArray(Column[]::new);
    return rows.select(
        col(day).as("day"),
        coalesce(col("conversion_type"), lit("")).as("conversion_type"),
        coalesce(col("order_id"), lit("")).as("order_id"),
        xxhash64(values).as("hash"));
  }

  /** One row an order and day: how many rows it has there, and which, in any order. */
  private static Dataset<Row> fingerprints(Dataset<Row> hashes, String name) {
    return hashes
        .groupBy(ORDER.stream().map(functions::col).toArray(Column[]::new))
        .agg(expr("struct(count(1) AS rows, bit_xor(hash) AS hashes) AS " + name));
  }

  /** Those of which anything comes out otherwise. */
  public SortedSet<LocalDate> days() {
    SortedSet<LocalDate> days = new TreeSet<>(orders.keySet());
    days.addAll(goneTouches.keySet());
    return days;
  }

  /**
   * What a reader of the published days should know, one sentence each, for example "Orders of
   * published days come out otherwise by now: 2 of 2026-11-03."; none where nothing has changed.
   *
   * @param then what comes of it, for example ", so these were published anew"; may be empty
   */
  public List<String> notes(String then) {
    List<String> notes = new ArrayList<>();
    if (!orders.isEmpty()) {
      notes.add(
          "Orders of published days come out otherwise by now"
              + then
              + ": "
              + counts(orders)
              + ".");
    }
    if (!goneTouches.isEmpty()) {
      notes.add(
          "Touches of published days come out no more" + then + ": " + counts(goneTouches) + ".");
    }
    return notes;
  }

  /** As "2 of 2026-11-03, 1 of 2026-11-05", the first few days. */
  private static String counts(SortedMap<LocalDate, Long> byDay) {
    return byDay.entrySet().stream()
            .limit(SHOWN)
            .map(day -> day.getValue() + " of " + day.getKey())
            .collect(Collectors.joining(", "))
        + (byDay.size() > SHOWN ? " and others of " + (byDay.size() - SHOWN) + " days more" : "");
  }
}
