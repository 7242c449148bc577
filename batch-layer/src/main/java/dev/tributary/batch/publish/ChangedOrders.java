package dev.tributary.batch.publish;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import dev.tributary.batch.credit.Rows;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Orders of published days that come out otherwise than they are published: by a late touch, a
 * merge, a withdrawal, a deletion, other rules or another program, or since they were not there at
 * all.
 *
 * @param byDay how many orders, adjusted ones included, a published day; days without any are
 *     absent
 */
public record ChangedOrders(SortedMap<LocalDate, Long> byDay) {

  public static final ChangedOrders NONE = new ChangedOrders(new TreeMap<>());

  private static final int SHOWN = 10;

  private static final String CREDIT_DAY = "conversion_day";
  private static final String POSTED_DAY = "posted_day";

  private static final List<String> ORDER = List.of("day", "conversion_type", "order_id");

  public ChangedOrders {
    byDay = Collections.unmodifiableSortedMap(new TreeMap<>(byDay));
  }

  /**
   * Compares every row of credit and of adjustments, whatever it was published under.
   *
   * @param days days to compare, all before the boundary; where none of them was published under a
   *     name, since it had nothing to name, nothing is published of it
   * @param computed rows of these days and perhaps of others
   */
  public static ChangedOrders of(
      Lake lake, PublicationNote published, Set<LocalDate> days, Rows computed) {
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
    SortedMap<LocalDate, Long> changed = new TreeMap<>();
    fingerprints(before, "before")
        .join(fingerprints(now, "now"), CollectionConverters.asScala(ORDER).toSeq(), "full_outer")
        .where(col("before").eqNullSafe(col("now")).equalTo(false))
        .groupBy("day")
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> changed.put(row.<java.sql.Date>getAs(0).toLocalDate(), row.getLong(1)));
    return new ChangedOrders(changed);
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

  public boolean isEmpty() {
    return byDay.isEmpty();
  }

  /** What a reader of the published days should know; empty where nothing has changed. */
  public List<String> notes() {
    return isEmpty()
        ? List.of()
        : List.of("Orders of published days come out otherwise by now: " + sentence() + ".");
  }

  /** As "2 of 2026-11-03, 1 of 2026-11-05", the first few days. */
  public String sentence() {
    return byDay.entrySet().stream()
            .limit(SHOWN)
            .map(day -> day.getValue() + " of " + day.getKey())
            .collect(Collectors.joining(", "))
        + (byDay.size() > SHOWN ? " and others of " + (byDay.size() - SHOWN) + " days more" : "");
  }
}
