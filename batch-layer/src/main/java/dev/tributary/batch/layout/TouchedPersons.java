package dev.tributary.batch.layout;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;

import dev.tributary.batch.FewRows;
import dev.tributary.core.event.EventType;
import dev.tributary.lake.TableChanges;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The persons whose journey a change may alter: those of new events, before and after, those whom
 * an identifier joined or left, and those to whom events of others came or from whom they went.
 *
 * @param persons their ids
 * @param identifiers all that their events go by now; those of others may go by these too
 */
record TouchedPersons(Dataset<Row> persons, Dataset<Row> identifiers) implements AutoCloseable {

  private static final Seq<String> PERSON =
      CollectionConverters.asScala(List.of("person_id")).toSeq();

  /**
   * @param now everybody in the components of what came
   * @param before whose the same identifiers were
   */
  static TouchedPersons of(TableChanges changes, Neighbourhood now, People before) {
    SparkSession spark = changes.gained().sparkSession();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<Neighbourhood> after = context.broadcast(now);
    Broadcast<People> until = context.broadcast(before);
    Set<String> moved = moved(now.people(), before);
    List<String> concerned = new ArrayList<>(moved);
    if (now.anyStrangers()) {
      concerned.addAll(now.concerned(moved, before, doubtful(changes.gained(), now)));
    }
    Dataset<String> named =
        names(changes.gained()).union(spark.createDataset(concerned, Encoders.STRING())).distinct();
    FlatMapFunction<String, String> whose =
        name -> List.of(after.value().people().person(name), until.value().person(name)).iterator();
    Dataset<Row> persons =
        FewRows.held(named.flatMap(whose, Encoders.STRING()).distinct().toDF("person_id"));
    FlatMapFunction<String, String> aliases = person -> after.value().reach(person).iterator();
    Dataset<Row> identifiers =
        FewRows.held(
            named
                .union(persons.as(Encoders.STRING()).flatMap(aliases, Encoders.STRING()))
                .toDF("identifier")
                .distinct());
    return new TouchedPersons(persons, identifiers);
  }

  /** Of the visitors and of the users of events. */
  private static Dataset<String> names(Dataset<Row> events) {
    return events
        .select("identifier")
        .union(
            events
                .where(col("user_id").isNotNull().and(col("visitor_id").isNotNull()))
                .select(concat(lit(People.user("")), col("user_id"))))
        .as(Encoders.STRING());
  }

  /**
   * Users who may have become a shared login, or ceased to be one: with so many new visitors, or
   * with a link taken back.
   */
  private static Set<String> doubtful(Dataset<Row> gained, Neighbourhood now) {
    Column unlink = col("event_type").equalTo(EventType.UNLINK.wire());
    Set<String> doubtful = new HashSet<>();
    gained
        .where(col("user_id").isNotNull().and(col("visitor_id").isNotNull()))
        .where(unlink.or(col("user_id").isInCollection(now.sharedLogins().keySet())))
        .groupBy(col("user_id"), unlink)
        .agg(countDistinct("visitor_id"))
        .collectAsList()
        .forEach(
            row -> {
              String user = row.getString(0);
              if (row.getBoolean(1) || row.getLong(2) >= now.sharedLogins().get(user)) {
                doubtful.add(People.user(user));
              }
            });
    return doubtful;
  }

  /** Journeys of these persons among those that their identifiers gave, others' in parts. */
  Dataset<Row> theirs(Dataset<Row> journeys) {
    return journeys.join(persons, PERSON, "left_semi");
  }

  /** Identifiers that are linked otherwise than before; once linked, one stays so. */
  private static Set<String> moved(People now, People before) {
    Set<String> moved = new HashSet<>();
    now.linked()
        .forEach(
            (name, person) -> {
              if (!person.equals(before.linked().get(name))) {
                moved.add(name);
              }
            });
    return moved;
  }

  long count() {
    return persons.count();
  }

  @Override
  public void close() {
    persons.unpersist();
    identifiers.unpersist();
  }
}
