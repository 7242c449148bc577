package dev.tributary.batch.layout;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.size;

import dev.tributary.batch.BatchRefusal;
import dev.tributary.batch.FewRows;
import dev.tributary.core.config.Config;
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
 * events, merges or deletions touch are laid out again.
 */
public final class JourneyTable {

  private static final Seq<String> PERSON = names("person_id");
  private static final Seq<String> IDENTIFIER = names("identifier");

  private final Lake lake;
  private final Config config;
  private final Generations generations;

  public JourneyTable(Lake lake, Config config) {
    this.lake = lake;
    this.config = config;
    this.generations = generations(lake, config);
  }

  public static Generations generations(Lake lake, Config config) {
    return new Generations(
        lake,
        Table.JOURNEYS,
        "person_id",
        col("last_micros").isNotNull().or(size(col("identifiers")).gt(0)),
        config);
  }

  /** Lays out what has changed up to a version of timeline and answers the current rows. */
  Dataset<Row> upTo(long timelineVersion, KeptPersons persons) {
    Dataset<Row> timeline = lake.readVersion(Table.TIMELINE, timelineVersion);
    Optional<TableChanges> gained = generations.gained(timelineVersion);
    if (gained.isEmpty()) {
      generations.anew(
          buckets ->
              Records.table(
                  passing(timeline, persons.people()).inBuckets(buckets, timelineVersion),
                  JourneyRow.class),
          timelineVersion);
    } else if (gained.get().kind() == TableChanges.Kind.GROWN) {
      again(gained.get(), timeline, timelineVersion, persons);
    }
    return generations.current();
  }

  /**
   * The current rows as they are kept.
   *
   * @throws BatchRefusal when nothing is laid out under these rules yet
   */
  public Dataset<Row> kept() {
    if (generations.note().isEmpty()) {
      throw BatchRefusal.failure(
          "No journeys are laid out here under these rules.",
          "Publish a day first with 'tributary batch'.");
    }
    return generations.current();
  }

  private Journeys.Passing passing(Dataset<Row> events, People people) {
    return new Journeys.Passing(events, people, config);
  }

  private void again(
      TableChanges changes, Dataset<Row> timeline, long generation, KeptPersons persons) {
    // Whoever is another person than before is in the component of an identifier that came.
    Neighbourhood around = persons.around(changes.gained().select("identifier").distinct());
    People now = around.people();
    try (TouchedPersons touched = TouchedPersons.of(changes, around, before(now))) {
      Dataset<Row> events = timeline.join(touched.identifiers(), IDENTIFIER, "left_semi");
      Dataset<Row> laid =
          FewRows.held(
              touched.theirs(
                  Records.table(passing(events, now).rows(generation), JourneyRow.class)));
      Dataset<Row> gone = touched.persons().join(laid.select("person_id"), PERSON, "left_anti");
      MapFunction<String, JourneyRow> empty = person -> JourneyRow.gone(person, generation);
      Dataset<JourneyRow> leaving =
          gone.as(Encoders.STRING()).map(empty, RecordEncoder.of(JourneyRow.class));
      generations.replace(
          touched.persons(), laid, Records.table(leaving, JourneyRow.class), generation);
      laid.unpersist();
    }
  }

  /** Whose the same identifiers are in the journeys as they lie. */
  private People before(People now) {
    List<String> identifiers = List.copyOf(now.linked().keySet());
    if (identifiers.isEmpty()) {
      return now;
    }
    return People.ofRows(
        generations
            .current()
            .select(explode(col("identifiers")).as("identifier"), col("person_id"))
            .join(
                lake.spark().createDataset(identifiers, Encoders.STRING()).toDF("identifier"),
                IDENTIFIER,
                "left_semi")
            .collectAsList(),
        List.of());
  }

  private static Seq<String> names(String column) {
    return CollectionConverters.asScala(List.of(column)).toSeq();
  }
}
