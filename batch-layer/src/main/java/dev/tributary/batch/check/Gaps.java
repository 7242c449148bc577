package dev.tributary.batch.check;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Numbers that are missing next to what was received between two moments: ahead of it, and behind
 * it where a later number is there.
 */
final class Gaps {

  /** As many numbers as a bitmap of Spark's has bits: 32,768. */
  private static final String BLOCK = "block";

  /** The last number ahead of a block or number, when it was stored, and received if asked for. */
  private static final String AHEAD = "ahead";

  /**
   * A collector that was quiet for so long before has its older numbers read too; what it did so
   * long after is not looked for unless something lacks.
   */
  private static final Duration NEAR = Duration.ofDays(1);

  /** Of a number, so that the largest of them is the last one, by its copy stored first. */
  private static final String PLACE =
      "named_struct('sequence', sequence, 'age', -unix_micros(stored_at), 'asked', IF(asked,"
          + " received_at, NULL))";

  /** What stands ahead of a collector's first number: it counts from 1. */
  private static final String BEGINNING =
      "named_struct('sequence', 0L, 'age', CAST(NULL AS BIGINT), 'asked', CAST(NULL AS TIMESTAMP))";

  private static final Seq<String> COLLECTOR =
      CollectionConverters.asScala(List.of("collector_id")).toSeq();

  private Gaps() {}

  /**
   * One row a gap of which the number ahead or the one behind was received then: collector_id,
   * received_at of the number behind it, {@code asked} (when the one or the other was received,
   * whichever was asked for and last), {@code since} (when the one or the other was stored,
   * whichever was first) and {@code missing}, how many numbers. Of a number's copies the one that
   * was received first counts.
   *
   * @param numbered rows with collector_id, sequence, received_at and stored_at
   * @param from first moment
   * @param to first moment after the last
   * @return empty where a look at the time asked for shows that there is none
   */
  static Optional<Dataset<Row>> between(Dataset<Row> numbered, Instant from, Instant to) {
    Dataset<Row> all =
        numbered
            .withColumn(BLOCK, expr("bitmap_bucket_number(sequence)"))
            .withColumn("asked", received(from, to));
    Dataset<Row> near = fromFirstToLastAsked(all.where(received(from.minus(NEAR), to.plus(NEAR))));
    // Mostly there is none, which the days concerned tell, and the files of all others stay unread.
    return holed(near).isEmpty() ? Optional.empty() : Optional.of(found(all, holed(all)));
  }

  /**
   * From the number ahead of the first one asked for to the one behind the last: others arrive out
   * of order where the look begins and ends, and look like gaps.
   */
  private static Dataset<Row> fromFirstToLastAsked(Dataset<Row> near) {
    Dataset<Row> asked =
        near.where("asked")
            .groupBy("collector_id")
            .agg(min("sequence").as("first_asked"), max("sequence").as("last_asked"));
    Dataset<Row> bounded = near.join(broadcast(asked), COLLECTOR);
    Dataset<Row> behind =
        bounded
            .where("sequence > last_asked")
            .groupBy("collector_id")
            .agg(min("sequence").as("behind"));
    return bounded
        .join(broadcast(behind), COLLECTOR, "left")
        .where("sequence BETWEEN first_asked - 1 AND coalesce(behind, last_asked)")
        .drop("first_asked", "last_asked", "behind");
  }

  private static Column received(Instant from, Instant to) {
    return col("received_at").geq(from).and(col("received_at").lt(to));
  }

  /**
   * Blocks of numbers of which one is missing, or may be since nobody knows what stands ahead:
   * nearly always none. Only their numbers have to be sorted; a number that came twice is one bit.
   */
  private static Dataset<Row> holed(Dataset<Row> rows) {
    Column ahead = lag("last", 1).over(Window.partitionBy("collector_id").orderBy(BLOCK));
    return rows.groupBy(BLOCK, "collector_id")
        .agg(
            min(expr("named_struct('sequence', sequence, 'passed', NOT asked)")).as("first"),
            max(expr(PLACE)).as("last"),
            max("asked").as("asked"),
            expr("bitmap_count(bitmap_construct_agg(bitmap_bit_position(sequence)))").as("numbers"))
        .withColumn(AHEAD, ahead)
        .where("asked OR ahead.asked IS NOT NULL")
        .where(
            expr(
                "last.sequence - first.sequence + 1 > numbers"
                    + " OR first.sequence - ahead.sequence > 1"
                    + " OR ahead IS NULL AND first.sequence > 1 AND NOT first.passed"))
        .select(col(BLOCK), col("collector_id"), col(AHEAD));
  }

  private static Dataset<Row> found(Dataset<Row> all, Dataset<Row> holed) {
    Column ahead =
        lag(expr(PLACE), 1).over(Window.partitionBy("collector_id", BLOCK).orderBy("sequence"));
    return all.join(holed, CollectionConverters.asScala(List.of(BLOCK, "collector_id")).toSeq())
        .groupBy("collector_id", BLOCK, AHEAD, "sequence")
        .agg(min(struct("received_at", "stored_at", "asked")).as("copy"))
        .select(
            "collector_id",
            BLOCK,
            AHEAD,
            "sequence",
            "copy.received_at",
            "copy.stored_at",
            "copy.asked")
        .withColumn(AHEAD, coalesce(ahead, col(AHEAD), expr(BEGINNING)))
        .where("asked OR ahead.asked IS NOT NULL")
        .select(
            col("collector_id"),
            col("received_at"),
            expr("greatest(IF(asked, received_at, NULL), ahead.asked)").as("asked"),
            expr("least(stored_at, timestamp_micros(-ahead.age))").as("since"),
            col("sequence").minus(col("ahead.sequence")).minus(1).as("missing"))
        .where(col("missing").gt(0));
  }
}
