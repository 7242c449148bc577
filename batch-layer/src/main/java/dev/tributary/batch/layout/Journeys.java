package dev.tributary.batch.layout;

import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.struct;

import dev.tributary.core.config.Config;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.lake.RecordEncoder;
import dev.tributary.lake.Records;
import java.util.Iterator;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import scala.jdk.javaapi.CollectionConverters;

/** The journeys of all persons, wherever they lie. */
public sealed interface Journeys extends AutoCloseable {

  /** One row a person who has a touch, a conversion or a linked identifier. */
  Dataset<JourneyRow> rows();

  /** What a sweep makes of those that reach into its time. */
  <T extends Record> Dataset<T> swept(Sweep<T> sweep);

  /** The same, not laid out anew each time that they are asked. */
  Journeys held();

  @Override
  void close();

  /**
   * Laid out: a task sweeps a bucket, and nothing is shuffled.
   *
   * @param table current rows of the table journeys, or as many in memory and on disk
   */
  record Kept(Dataset<Row> table) implements Journeys {

    /** A person with more touches times conversions is credited in several pieces at once. */
    private static final long HEAVY = 4_000_000;

    private static final int MOST_PIECES = 64;

    @Override
    public Dataset<JourneyRow> rows() {
      return Records.typed(table, JourneyRow.class);
    }

    @Override
    public <T extends Record> Dataset<T> swept(Sweep<T> sweep) {
      return pieces(sweep).mapPartitions(sweep, RecordEncoder.of(sweep.row()));
    }

    @Override
    public Journeys held() {
      return this;
    }

    @Override
    public void close() {
      table.unpersist();
    }

    /** Journeys as they lie; only the few heavy ones are dealt out. */
    private Dataset<JourneyPiece> pieces(Sweep<?> sweep) {
      Dataset<Row> active =
          rows()
              .toDF()
              .where(col("lastMicros").geq(sweep.fromMicros()))
              .where(col("firstMicros").lt(sweep.endMicros()));
      Column weight = col("weight");
      Column wanted =
          greatest(lit(1), least(lit(MOST_PIECES), ceil(weight.divide(HEAVY)).cast("int")));
      Column whole = struct(col("*"));
      Dataset<Row> light =
          active
              .where(weight.leq(HEAVY))
              .select(whole.as("row"), lit(0).as("piece"), lit(1).as("pieces"));
      Dataset<Row> heavy =
          active
              .where(weight.gt(HEAVY))
              .select(
                  whole.as("row"),
                  explode(sequence(lit(0), wanted.minus(1))).as("piece"),
                  wanted.as("pieces"))
              .repartition(MOST_PIECES, col("row.personId"), col("piece"));
      return light.unionByName(heavy).as(RecordEncoder.of(JourneyPiece.class));
    }
  }

  /**
   * Laid out for this run alone, and credited as they are: no row of a journey is ever encoded.
   *
   * @param timeline distinct events
   */
  record Passing(Dataset<TimelineEvent> timeline, People people, Config config)
      implements Journeys {

    @Override
    public Dataset<JourneyRow> rows() {
      return rows(0);
    }

    /** The same, of that generation. */
    Dataset<JourneyRow> rows(long generation) {
      Broadcast<People> known = broadcast();
      return timeline
          .groupByKey(person(known), Encoders.STRING())
          .flatMapGroups(
              new LayPerson(config, known, generation), RecordEncoder.of(JourneyRow.class));
    }

    @Override
    public <T extends Record> Dataset<T> swept(Sweep<T> sweep) {
      Broadcast<People> known = broadcast();
      LayPerson lay = new LayPerson(config, known, 0);
      FlatMapGroupsFunction<String, TimelineEvent, T> made =
          (person, events) -> sweep.call(whole(lay.call(person, events)));
      return timeline
          .groupByKey(person(known), Encoders.STRING())
          .flatMapGroups(made, RecordEncoder.of(sweep.row()));
    }

    @Override
    public Journeys held() {
      return new Kept(
          Records.table(rows(), JourneyRow.class).persist(StorageLevel.MEMORY_AND_DISK()));
    }

    @Override
    public void close() {}

    private Broadcast<People> broadcast() {
      return JavaSparkContext.fromSparkContext(timeline.sparkSession().sparkContext())
          .broadcast(people);
    }

    private static MapFunction<TimelineEvent, String> person(Broadcast<People> known) {
      return event -> known.value().personOf(event);
    }

    private static Iterator<JourneyPiece> whole(Iterator<JourneyRow> rows) {
      return CollectionConverters.asJava(
          CollectionConverters.asScala(rows).map(row -> new JourneyPiece(row, 0, 1)));
    }
  }
}
