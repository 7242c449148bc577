package dev.tributary.batch.fit;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;

import dev.tributary.batch.publish.PublicationRow;
import dev.tributary.batch.publish.Publications;
import dev.tributary.core.attribution.RuleModel;
import dev.tributary.core.attribution.paths.PathTable;
import dev.tributary.core.attribution.paths.PathTableBuilder;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Records;
import dev.tributary.lake.Table;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The journeys of published days as paths of channels. The path of a conversion is the touches that
 * share it, as credits_final has them; whoever did not convert in the window has one null path, the
 * touches of the window in order. Who is who is what the newest of the window's publications knows:
 * a visitor whom only a later one found to have ordered is no other person beside that order.
 */
public final class PublishedPaths {

  private static final Seq<String> DAY_AND_PUBLICATION = columns("day", "publication_id");
  private static final Seq<String> PERSON_NOW = columns("person_now");

  private final Lake lake;
  private final ZoneId zone;
  private final Dataset<Row> days;
  private final PersonsNow persons;

  /**
   * One published day; public for Spark's generated code.
   *
   * @param later how many of the window's publications were made after its own
   */
  public record PublishedDay(LocalDate day, String publicationId, int later) {}

  /**
   * Reads lazily, but for which publication is how old.
   *
   * @param published the publication of each day of the window
   * @param zone in which days begin
   */
  public PublishedPaths(Lake lake, SortedMap<LocalDate, String> published, ZoneId zone) {
    this.lake = lake;
    this.zone = zone;
    List<String> newestFirst =
        new Publications(lake)
            .named(Set.copyOf(published.values())).stream()
                .map(PublicationRow::publicationId)
                .toList();
    this.days =
        broadcast(
            Records.table(
                lake.spark(),
                published.entrySet().stream()
                    .map(
                        day ->
                            new PublishedDay(
                                day.getKey(), day.getValue(), newestFirst.indexOf(day.getValue())))
                    .toList(),
                PublishedDay.class));
    this.persons = new PersonsNow(lake, newestFirst);
  }

  /** Every distinct path with its conversions and nulls. */
  public PathTable read() {
    try (NullPaths nulls = new NullPaths(lake, notConverting())) {
      Iterator<Row> paths =
          converting()
              .unionByName(
                  nulls.paths().select(col("path"), lit(0L).as("conversions"), lit(1L).as("nulls")))
              .groupBy("path")
              .agg(sum("conversions").as("conversions"), sum("nulls").as("nulls"))
              .toLocalIterator();
      PathTableBuilder table = new PathTableBuilder();
      while (paths.hasNext()) {
        Row path = paths.next();
        path.<String>getList(0).forEach(table::touch);
        table.end(path.getLong(1), 0, path.getLong(2));
      }
      return table.build();
    }
  }

  private Dataset<Row> converting() {
    // The linear model gives every touch of a conversion a part, so it has them all.
    Dataset<Row> touches =
        current(Table.CREDITS_FINAL, col("conversion_day"))
            .where(col("model").equalTo(RuleModel.LINEAR.wire()))
            .where(col("adjustment_key").isNull());
    return touches
        .groupBy("conversion_type", "order_id")
        .agg(sort_array(collect_list(struct("position", "channel"))).getField("channel").as("path"))
        .select(col("path"), lit(1L).as("conversions"), lit(0L).as("nulls"));
  }

  /** The touches of whoever did not convert. */
  private Dataset<Row> notConverting() {
    Dataset<Row> converted =
        persons
            .now(
                current(Table.CONVERSIONS, col("conversion_day"))
                    .withColumn("click_id", lit(null).cast("string")))
            .select("person_now")
            .distinct();
    return touches().join(converted, PERSON_NOW, "left_anti");
  }

  /**
   * Each touch once: one whose first received copy arrived last, and is of another day, stands on
   * both days until its old one is run again. The later publication knew better.
   */
  private Dataset<Row> touches() {
    Column day = to_date(from_utc_timestamp(col("at"), zone.getId()));
    return persons
        .now(current(Table.TOUCHPOINTS, day))
        .groupBy("key")
        .agg(min(struct("later", "at", "channel", "person_now")).as("touch"))
        .select("key", "touch.*");
  }

  private static Seq<String> columns(String... names) {
    return CollectionConverters.asScala(List.of(names)).toSeq();
  }

  private Dataset<Row> current(Table table, Column day) {
    return lake.read(table).withColumn("day", day).join(days, DAY_AND_PUBLICATION, "inner");
  }
}
