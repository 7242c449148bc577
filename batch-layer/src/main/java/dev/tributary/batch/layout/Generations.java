package dev.tributary.batch.layout;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import dev.tributary.core.config.BatchSettings;
import dev.tributary.core.config.Config;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import dev.tributary.lake.TableChanges;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A table made from timeline and kept between runs. A row is replaced by adding one of a later
 * generation, which counts; when there are many of those, the table is written anew.
 */
public final class Generations {

  /** One row in so many may be of a later generation, or already be replaced by one. */
  private static final int LATER_ROWS = 4;

  private final Lake lake;
  private final Table table;
  private final String key;
  private final Column present;
  private final String rules;
  private final int buckets;

  /**
   * @param key names what a row is about
   * @param present false of a row that only says that what it is about is no more
   */
  Generations(Lake lake, Table table, String key, Column present, Config config) {
    this.lake = lake;
    this.table = table;
    this.key = key;
    this.present = present;
    this.rules = LayoutRules.of(config);
    this.buckets = Math.toIntExact(config.value(BatchSettings.BUCKETS));
  }

  /** What the table says of itself; empty where it can't be built upon. */
  Optional<LayoutNote> note() {
    return lake.exists(table)
        ? LayoutNote.of(lake.note(table, lake.version(table)))
            .filter(note -> note.isOf(lake.identity(Table.TIMELINE), rules))
        : Optional.empty();
  }

  /**
   * What timeline gained since the table was made from it; empty where all has to be made anew.
   *
   * @return of kind NONE or GROWN
   */
  Optional<TableChanges> gained(long timelineVersion) {
    return note()
        .filter(note -> note.source() <= timelineVersion)
        .flatMap(note -> lake.changes(Table.TIMELINE, note.source(), timelineVersion))
        .filter(changes -> changes.kind() != TableChanges.Kind.REWRITTEN);
  }

  /** The rows that count, after the table was brought up to date. */
  Dataset<Row> current() {
    // Nothing is recorded, and so no note kept, where a table without rows stays without.
    return note().map(this::current).orElseGet(() -> lake.read(table));
  }

  /** Of each key the rows of the latest generation. */
  private Dataset<Row> current(LayoutNote note) {
    Dataset<Row> all = lake.read(table);
    if (!note.hasLaterRows()) {
      return all;
    }
    Dataset<Row> later =
        all.where(col("generation").gt(note.base()))
            .groupBy(key)
            .agg(max("generation").as("latest"));
    return all.join(broadcast(later), keys(), "left")
        .where(col("latest").isNull().or(col("latest").equalTo(col("generation"))))
        .where(present)
        .drop("latest");
  }

  /** Puts these rows in the place of all, in buckets. */
  void anew(Dataset<Row> rows, long generation) {
    anew(number -> rows.repartition(number, col(key)), generation);
  }

  /**
   * The same with rows that can be made in buckets.
   *
   * @param rows in so many buckets, all of one key in the same
   */
  void anew(IntFunction<Dataset<Row>> rows, long generation) {
    lake.replace(table, rows.apply(buckets), note(generation, generation));
  }

  /**
   * Puts rows in the place of those with the same keys.
   *
   * @param touched keys of rows that count no longer, and of those that come
   * @param rows what comes
   * @param gone a row for each touched key that has none any more
   */
  void replace(Dataset<Row> touched, Dataset<Row> rows, Dataset<Row> gone, long generation) {
    LayoutNote kept = note().orElseThrow();
    Dataset<Row> all = lake.read(table);
    long later = all.where(col("generation").gt(kept.base())).count() + touched.count();
    if (later * LATER_ROWS > all.count()) {
      anew(current(kept).join(touched, keys(), "left_anti").unionByName(rows), generation);
    } else {
      lake.append(table, rows.unionByName(gone).coalesce(1), note(generation, kept.base()));
    }
  }

  /** Writes the buckets anew without rows that later ones stand for, where there are any. */
  public void foldIn() {
    note().filter(LayoutNote::hasLaterRows).ifPresent(note -> anew(current(note), note.source()));
  }

  private String note(long source, long base) {
    return new LayoutNote(source, lake.identity(Table.TIMELINE), rules, base).json();
  }

  private Seq<String> keys() {
    return CollectionConverters.asScala(List.of(key)).toSeq();
  }
}
