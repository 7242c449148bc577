package dev.tributary.batch.fit;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;

import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The touches of whoever did not convert, as one path a person, in the order of events: see core's
 * JourneyOrder. Touches say when they happened but not when they arrived; only where that decides a
 * path, between channels of one instant, is the raw log asked.
 */
final class NullPaths implements AutoCloseable {

  private static final Seq<String> KEY = CollectionConverters.asScala(List.of("key")).toSeq();

  private static final Column MORE_CHANNELS_THAN_INSTANTS =
      distinct(touch -> struct(touch.getField("at"), touch.getField("channel")))
          .gt(distinct(touch -> touch.getField("at")));

  private final Lake lake;

  /** One row a person: an array of at, key and channel, by at. */
  private final Dataset<Row> persons;

  /**
   * Reads lazily.
   *
   * @param touches with person_now, at, key and channel
   */
  NullPaths(Lake lake, Dataset<Row> touches) {
    this.lake = lake;
    this.persons =
        touches
            .groupBy("person_now")
            .agg(sorted("at", "key", "channel").as("touches"))
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** One row a person: the channels in order, as {@code path}. */
  Dataset<Row> paths() {
    Dataset<Row> undecided = persons.where(MORE_CHANNELS_THAN_INSTANTS);
    if (undecided.isEmpty()) {
      return channels(persons);
    }
    return channels(persons.where(MORE_CHANNELS_THAN_INSTANTS.equalTo(false)))
        .unionByName(
            channels(byArrival(undecided.select(col("person_now"), inline(col("touches"))))));
  }

  private Dataset<Row> byArrival(Dataset<Row> touches) {
    Dataset<Row> arrivals =
        lake.read(Table.RAW_EVENTS)
            .select("key", "received_at", "collector_id", "sequence")
            .join(touches.select("key"), KEY, "left_semi")
            .groupBy("key")
            .agg(min(struct("received_at", "collector_id", "sequence")).as("arrival"));
    return touches
        .join(arrivals, KEY, "left")
        .groupBy("person_now")
        .agg(sorted("at", "arrival", "key", "channel").as("touches"));
  }

  private static Dataset<Row> channels(Dataset<Row> persons) {
    return persons.select(col("touches").getField("channel").as("path"));
  }

  private static Column sorted(String first, String... others) {
    return sort_array(collect_list(struct(first, others)));
  }

  private static Column distinct(scala.Function1<Column, Column> of) {
    return size(array_distinct(transform(col("touches"), of)));
  }

  /** Lets go of what was held in memory. */
  @Override
  public void close() {
    persons.unpersist();
  }
}
