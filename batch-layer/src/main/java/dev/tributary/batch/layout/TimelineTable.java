package dev.tributary.batch.layout;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import dev.tributary.batch.FewRows;
import dev.tributary.batch.raw.RawKeys;
import dev.tributary.batch.raw.RawLog;
import dev.tributary.core.config.Config;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import dev.tributary.lake.TableChanges;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The distinct events, enriched, kept between runs: a run reads of the raw log only what came since
 * the last one. What is kept and what a fresh start gives are the same rows.
 */
final class TimelineTable {

  private static final Seq<String> KEY = CollectionConverters.asScala(List.of("key")).toSeq();

  private final Lake lake;
  private final Config config;
  private final String rules;

  TimelineTable(Lake lake, Config config) {
    this.lake = lake;
    this.config = config;
    this.rules = LayoutRules.of(config);
  }

  /** How the table becomes that of a raw log; nothing is written yet. */
  TimelineChange towards(RawLog raw, RawKeys keys) {
    Optional<LayoutNote> kept = note().filter(note -> note.source() <= raw.version());
    if (kept.isPresent() && kept.get().source() == raw.version()) {
      return TimelineChange.none(lake.read(Table.TIMELINE));
    }
    return kept.flatMap(note -> lake.changes(Table.RAW_EVENTS, note.source(), raw.version()))
        .map(
            changes ->
                changes.kind() == TableChanges.Kind.NONE
                    ? TimelineChange.none(lake.read(Table.TIMELINE))
                    : since(changes, raw))
        .orElseGet(() -> TimelineChange.anew(Timelines.of(raw.distinct(keys), config), List.of()));
  }

  /** Whether the table has read further than that log; then it stays as it is. */
  boolean beyond(RawLog raw) {
    return note().filter(note -> note.source() > raw.version()).isPresent();
  }

  /** What the table says of itself; empty where it can't be built upon. */
  private Optional<LayoutNote> note() {
    return lake.exists(Table.TIMELINE)
        ? LayoutNote.of(lake.note(Table.TIMELINE, lake.version(Table.TIMELINE)))
            .filter(note -> note.isOf(lake.identity(Table.RAW_EVENTS), rules))
        : Optional.empty();
  }

  private TimelineChange since(TableChanges changes, RawLog raw) {
    boolean grown = changes.kind() == TableChanges.Kind.GROWN;
    Dataset<Row> touched =
        changes.gained().select("key").union(changes.lost().select("key")).distinct();
    Dataset<Row> arrivals = grown ? changes.gained() : raw.rows().join(touched, KEY, "left_semi");
    Dataset<Row> winners = FewRows.held(Timelines.of(RawLog.distinct(arrivals), config));

    Dataset<Row> table = lake.read(Table.TIMELINE);
    if (!grown) {
      return TimelineChange.anew(
          table.join(touched, KEY, "left_anti").unionByName(winners), List.of(winners));
    }
    Dataset<Row> standing =
        table
            .select(col("key"), order().as("standing"))
            .join(winners.select("key"), KEY, "left_semi")
            .persist(StorageLevel.MEMORY_AND_DISK()); // The table is read for them once.
    List<Dataset<Row>> held = List.of(winners, standing);
    Dataset<Row> compared = winners.join(standing, KEY, "left");
    Dataset<Row> fresh = compared.where(col("standing").isNull()).drop("standing");
    Dataset<Row> earlier = compared.where(order().lt(col("standing"))).drop("standing");
    return earlier.isEmpty()
        ? TimelineChange.more(table, fresh, held)
        : TimelineChange.anew(
            table
                .join(earlier.select("key"), KEY, "left_anti")
                .unionByName(fresh)
                .unionByName(earlier),
            held);
  }

  /** Which of several arrivals of one key counts, the first: see core's Deduplication. */
  private static Column order() {
    return struct(col("received_at"), col("collector_id"), col("sequence"));
  }

  /** Writes a change; readers see the table before it or after it. */
  void commit(TimelineChange change, RawLog raw) {
    String note = new LayoutNote(raw.version(), lake.identity(Table.RAW_EVENTS), rules, 0).json();
    switch (change.kind()) {
      case NONE -> {}
      case MORE -> lake.append(Table.TIMELINE, change.fresh(), note);
      case ANEW -> lake.replace(Table.TIMELINE, change.rows(), note);
    }
    change.release();
  }
}
