package dev.tributary.batch.layout;

import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.xxhash64;

import dev.tributary.core.config.Config;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.lake.RecordEncoder;
import dev.tributary.lake.Records;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;
import scala.jdk.javaapi.CollectionConverters;

/** The journeys of all persons, wherever they lie. */
public sealed interface Journeys extends AutoCloseable {

  /** One row a person who has a touch, a conversion or a linked identifier. */
  Dataset<JourneyRow> rows();

  /** What a sweep makes of those that reach into its time. */
  <T extends Record> Dataset<T> swept(Sweep<T> sweep);

  /**
   * Their touches as columns, where they lie as such: nobody need read a journey for them. One row
   * a touch, with the columns {@code person_id}, {@code visitor_id} and those of core's Touchpoint.
   *
   * @param fromMicros the first instant of interest, in microseconds since 1970
   * @param endMicros the first instant after it
   * @return no touches of journeys that lie hours outside of that time, and some outside of it
   */
  Optional<Dataset<Row>> touches(long fromMicros, long endMicros);

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

    /**
     * The last hour of a day is told twice where clocks go back at midnight, and then lies behind
     * the first instant of the next. Whoever reads journeys knows the day of each event exactly.
     */
    private static final long CLOCKS_MICROS = TimeUnit.HOURS.toMicros(3);

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
    public Optional<Dataset<Row>> touches(long fromMicros, long endMicros) {
      return Optional.of(
          table
              .where(reaches(col("first_micros"), col("last_micros"), fromMicros, endMicros))
              .select(col("person_id"), explode(col("touches")).as("one"))
              .select(col("person_id"), col("one.visitorId").as("visitor_id"), col("one.touch.*")));
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
              .where(
                  reaches(
                      col("firstMicros"), col("lastMicros"), sweep.fromMicros(), sweep.endMicros()))
              .where(lit(sweep.needsTouchesAlone()).or(convertsWithin(sweep)));
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

    /**
     * Whether a conversion may be of that time: most journeys that reach into a day have none
     * there, and what they are made of need not be read. By functions that Spark compiles, before
     * it makes a row of the columns.
     */
    private static Column convertsWithin(Sweep<?> sweep) {
      Column micros = col("columns.conversionMicros");
      return reaches(array_min(micros), array_max(micros), sweep.fromMicros(), sweep.endMicros());
    }

    private static Column reaches(Column first, Column last, long fromMicros, long endMicros) {
      return last.geq(fromMicros - CLOCKS_MICROS).and(first.lt(endMicros + CLOCKS_MICROS));
    }
  }

  /**
   * Laid out for this run alone, and credited as they are: no row of a journey is ever encoded.
   *
   * @param timeline rows of the table timeline
   */
  record Passing(Dataset<Row> timeline, People people, Config config) implements Journeys {

    /** Whose an event is, see {@link Owner}. */
    private static final String NAME = "name";

    private static final String HASH = "hash";

    /** Of a machine the fewest events have to be held then, see core's PersonEvents. */
    private static final Column[] AS_THEY_HAPPENED = {col("occurredAt")};

    @Override
    public Dataset<JourneyRow> rows() {
      return rows(0);
    }

    /** The same, of that generation. */
    Dataset<JourneyRow> rows(long generation) {
      Broadcast<People> known = broadcast();
      return laid(owned(known), known, generation);
    }

    /**
     * The same in buckets of persons. Events move once: they are laid out where their bucket is
     * written, some persons of it at a time.
     */
    Dataset<JourneyRow> inBuckets(int buckets, long generation) {
      Broadcast<People> known = broadcast();
      int tasks = timeline.sparkSession().sessionState().conf().numShufflePartitions();
      int pieces = Math.max(1, (tasks + buckets - 1) / buckets);
      return laid(owned(known).repartition(buckets * pieces, col(HASH)), known, generation)
          .coalesce(buckets);
    }

    private Dataset<JourneyRow> laid(Dataset<Row> owned, Broadcast<People> known, long generation) {
      return grouped(owned)
          .flatMapSortedGroups(
              AS_THEY_HAPPENED,
              new LayPerson(config, known, generation),
              RecordEncoder.of(JourneyRow.class));
    }

    @Override
    public <T extends Record> Dataset<T> swept(Sweep<T> sweep) {
      Broadcast<People> known = broadcast();
      LayPerson lay = new LayPerson(config, known, 0);
      FlatMapGroupsFunction<Owner, TimelineEvent, T> made =
          (owner, events) -> sweep.call(whole(lay.call(owner, events)));
      return grouped(owned(known))
          .flatMapSortedGroups(AS_THEY_HAPPENED, made, RecordEncoder.of(sweep.row()));
    }

    @Override
    public Optional<Dataset<Row>> touches(long fromMicros, long endMicros) {
      return Optional.empty();
    }

    @Override
    public Journeys held() {
      return new Kept(
          Records.table(rows(), JourneyRow.class).persist(StorageLevel.MEMORY_AND_DISK()));
    }

    @Override
    public void close() {
      timeline.unpersist();
    }

    private Broadcast<People> broadcast() {
      return JavaSparkContext.fromSparkContext(timeline.sparkSession().sparkContext())
          .broadcast(people);
    }

    /** By a column, so that nobody has to read an event to know where it goes. */
    private Dataset<Row> owned(Broadcast<People> known) {
      Column identifier = col("identifier");
      UDF2<String, String, String> owner = (user, name) -> known.value().owner(user, name);
      return timeline
          .withColumn(
              NAME,
              people.linked().isEmpty()
                  ? identifier
                  : udf(owner, DataTypes.StringType).apply(col("user_id"), identifier))
          .withColumn(HASH, xxhash64(col(NAME)));
    }

    private static KeyValueGroupedDataset<Owner, TimelineEvent> grouped(Dataset<Row> owned) {
      Column[] columns =
          Stream.concat(
                  Stream.of(col(HASH), col(NAME)),
                  Stream.of(Records.components(TimelineEvent.class)))
              .toArray(Column[]::new);
      return owned
          .select(columns)
          .groupBy(col(HASH), col(NAME))
          .as(RecordEncoder.of(Owner.class), RecordEncoder.of(TimelineEvent.class));
    }

    private static Iterator<JourneyPiece> whole(Iterator<JourneyRow> rows) {
      return CollectionConverters.asJava(
          CollectionConverters.asScala(rows).map(row -> new JourneyPiece(row, 0, 1)));
    }
  }
}
