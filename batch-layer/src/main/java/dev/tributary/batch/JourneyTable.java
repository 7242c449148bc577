package dev.tributary.batch;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.size;

import dev.tributary.core.config.BatchSettings;
import dev.tributary.core.config.Config;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.lake.Lake;
import dev.tributary.lake.RecordEncoder;
import dev.tributary.lake.Records;
import dev.tributary.lake.Table;
import dev.tributary.lake.TableChanges;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Journeys, one row a person in buckets of persons, kept between runs: only the persons whom new
 * events, merges or deletions touch are laid out again. Their rows are added under a later
 * generation, which counts; when there are many, the table is written anew.
 */
final class JourneyTable {

  private static final Seq<String> PERSON = names("person_id");
  private static final Seq<String> IDENTIFIER = names("identifier");

  /** One row in so many may be of a later generation, or already be replaced by one. */
  private static final int LATER_ROWS = 4;

  private final Lake lake;
  private final Config config;
  private final String rules;

  JourneyTable(Lake lake, Config config) {
    this.lake = lake;
    this.config = config;
    this.rules = LayoutRules.of(config);
  }

  /** Lays out what has changed up to a version of timeline and answers the current rows. */
  Dataset<Row> upTo(long timelineVersion, People people) {
    Optional<LayoutNote> kept = note().filter(note -> note.source() <= timelineVersion);
    Dataset<Row> timeline = lake.readVersion(Table.TIMELINE, timelineVersion);
    if (kept.isEmpty()) {
      anew(layOut(typed(timeline), people, timelineVersion), timelineVersion);
    } else if (kept.get().source() < timelineVersion) {
      Optional<TableChanges> changes =
          lake.changes(Table.TIMELINE, kept.get().source(), timelineVersion);
      switch (changes.map(TableChanges::kind).orElse(TableChanges.Kind.REWRITTEN)) {
        case NONE -> {}
        case GROWN -> again(kept.get(), changes.get(), timeline, timelineVersion, people);
        case REWRITTEN -> anew(layOut(typed(timeline), people, timelineVersion), timelineVersion);
      }
    }
    return current(note().orElseThrow());
  }

  /**
   * The current rows as they are kept.
   *
   * @throws BatchRefusal when nothing is laid out under these rules yet
   */
  Dataset<Row> kept() {
    return current(
        note()
            .orElseThrow(
                () ->
                    BatchRefusal.failure(
                        "No journeys are laid out here under these rules.",
                        "Publish a day first with 'tributary batch'.")));
  }

  /** Writes the buckets anew without rows that later ones stand for, where there are any. */
  void foldIn() {
    Optional<LayoutNote> kept = note();
    if (kept.isPresent() && kept.get().hasLaterRows()) {
      anew(current(kept.get()), kept.get().source());
    }
  }

  private Optional<LayoutNote> note() {
    return lake.exists(Table.JOURNEYS)
        ? LayoutNote.of(lake.note(Table.JOURNEYS, lake.version(Table.JOURNEYS)))
            .filter(note -> note.isOf(lake.identity(Table.TIMELINE), rules))
        : Optional.empty();
  }

  private String note(long source, long base) {
    return new LayoutNote(source, lake.identity(Table.TIMELINE), rules, base).json();
  }

  /** The journeys of all events given. */
  private Dataset<Row> layOut(Dataset<TimelineEvent> events, People people, long generation) {
    return Records.table(
        new Journeys.Passing(events, people, config).rows(generation), JourneyRow.class);
  }

  private void anew(Dataset<Row> rows, long generation) {
    int buckets = Math.toIntExact(config.value(BatchSettings.BUCKETS));
    lake.replace(
        Table.JOURNEYS, rows.repartition(buckets, col("person_id")), note(generation, generation));
  }

  private void again(
      LayoutNote kept,
      TableChanges changes,
      Dataset<Row> timeline,
      long generation,
      People people) {
    Dataset<Row> current = current(kept);
    try (TouchedPersons touched = TouchedPersons.of(changes, people, peopleOf(current))) {
      Dataset<Row> events = timeline.join(touched.identifiers(), IDENTIFIER, "left_semi");
      Dataset<Row> laid = layOut(typed(events), people, generation).persist();
      Dataset<Row> all = lake.read(Table.JOURNEYS);
      long later = all.where(col("generation").gt(kept.base())).count() + touched.count();
      if (later * LATER_ROWS > all.count()) {
        anew(current.join(touched.persons(), PERSON, "left_anti").unionByName(laid), generation);
      } else {
        Dataset<Row> gone = touched.persons().join(laid.select("person_id"), PERSON, "left_anti");
        MapFunction<String, JourneyRow> empty = person -> JourneyRow.gone(person, generation);
        Dataset<JourneyRow> leaving =
            gone.as(Encoders.STRING()).map(empty, RecordEncoder.of(JourneyRow.class));
        lake.append(
            Table.JOURNEYS,
            laid.unionByName(Records.table(leaving, JourneyRow.class)).coalesce(1),
            note(generation, kept.base()));
      }
      laid.unpersist();
    }
  }

  /** The rows that count: of each person those of the latest generation. */
  private Dataset<Row> current(LayoutNote note) {
    Dataset<Row> all = lake.read(Table.JOURNEYS);
    if (!note.hasLaterRows()) {
      return all;
    }
    Dataset<Row> later =
        all.where(col("generation").gt(note.base()))
            .groupBy("person_id")
            .agg(max("generation").as("latest"));
    return all.join(broadcast(later), PERSON, "left")
        .where(col("latest").isNull().or(col("latest").equalTo(col("generation"))))
        .where(col("last_micros").isNotNull().or(size(col("identifiers")).gt(0)))
        .drop("latest");
  }

  private static People peopleOf(Dataset<Row> journeys) {
    return People.ofRows(
        journeys
            .where(size(col("identifiers")).gt(0))
            .select(explode(col("identifiers")), col("person_id"))
            .collectAsList());
  }

  private static Dataset<TimelineEvent> typed(Dataset<Row> timeline) {
    return Records.typed(timeline, TimelineEvent.class);
  }

  private static Seq<String> names(String column) {
    return CollectionConverters.asScala(List.of(column)).toSeq();
  }
}
