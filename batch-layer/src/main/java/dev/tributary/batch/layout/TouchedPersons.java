package dev.tributary.batch.layout;

import dev.tributary.lake.TableChanges;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The persons whose journey a change may alter: those of new events, before and after, and those
 * whom an identifier joined or left.
 *
 * @param persons their ids
 * @param identifiers all that their events go by now
 */
record TouchedPersons(Dataset<Row> persons, Dataset<Row> identifiers) implements AutoCloseable {

  /**
   * @param now everybody in the components of what came
   * @param before whose the same identifiers were
   */
  static TouchedPersons of(TableChanges changes, People now, People before) {
    SparkSession spark = changes.gained().sparkSession();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<People> after = context.broadcast(now);
    Broadcast<People> until = context.broadcast(before);
    List<String> moved = new ArrayList<>(moved(now, before));
    Dataset<String> named =
        changes
            .gained()
            .select("identifier")
            .as(Encoders.STRING())
            .union(spark.createDataset(moved, Encoders.STRING()))
            .distinct();
    FlatMapFunction<String, String> whose =
        name -> List.of(after.value().person(name), until.value().person(name)).iterator();
    Dataset<Row> persons =
        named.flatMap(whose, Encoders.STRING()).distinct().toDF("person_id").persist();
    FlatMapFunction<String, String> aliases =
        person -> after.value().identifiersOf(person).iterator();
    Dataset<Row> identifiers =
        named
            .union(persons.as(Encoders.STRING()).flatMap(aliases, Encoders.STRING()))
            .toDF("identifier")
            .distinct()
            .persist();
    return new TouchedPersons(persons, identifiers);
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
