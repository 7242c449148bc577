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
import scala.jdk.javaapi.CollectionConverters;

/** Numbers that are missing ahead of what was received between two moments. */
final class Gaps {

  /** As many numbers as a bitmap of Spark's has bits: 32,768. */
  private static final String BLOCK = "block";

  /** The last number ahead of a block or number, with when it was stored. */
  private static final String AHEAD = "ahead";

  /** A collector that was quiet for so long has its older numbers read too. */
  private static final Duration NEAR = Duration.ofDays(1);

  /** A number may be received so long after the next one, and so on the next day. */
  private static final Duration OVERTAKEN = Duration.ofHours(1);

  /** A number and when its first copy was stored, so that the largest of them is the last one. */
  private static final String PLACE =
      "named_struct('sequence', sequence, 'age', -unix_micros(stored_at))";

  private final Instant from;
  private final Instant to;

  private Gaps(Instant from, Instant to) {
    this.from = from;
    this.to = to;
  }

  /**
   * One row a gap whose number ahead was received: collector_id, received_at of the number behind
   * it, {@code since} (when the one or the other was stored, whichever was first) and {@code
   * missing}, how many numbers. Of a number's copies the one that was received first counts.
   *
   * @param numbered rows with collector_id, sequence, received_at and stored_at
   * @param from first moment
   * @param to first moment after the last
   * @return empty where a look at the time asked for shows that there is none
   */
  static Optional<Dataset<Row>> between(Dataset<Row> numbered, Instant from, Instant to) {
    Gaps gaps = new Gaps(from, to);
    Dataset<Row> all = numbered.withColumn(BLOCK, expr("bitmap_bucket_number(sequence)"));
    Dataset<Row> near =
        gaps.fromFirstToLastAsked(all.where(received(from.minus(NEAR), to.plus(OVERTAKEN))));
    // Mostly there is none, which the days concerned tell, and the files of all others stay unread.
    return gaps.holed(near).isEmpty()
        ? Optional.empty()
        : Optional.of(gaps.found(all, gaps.holed(all)));
  }

  /**
   * From the number ahead of the first one asked for to the last: others arrive out of order where
   * the look begins and ends, and look like gaps.
   */
  private Dataset<Row> fromFirstToLastAsked(Dataset<Row> near) {
    Dataset<Row> bounds =
        near.where(received(from, to))
            .groupBy("collector_id")
            .agg(min("sequence").as("first_asked"), max("sequence").as("last_asked"));
    return near.join(
            broadcast(bounds), CollectionConverters.asScala(List.of("collector_id")).toSeq())
        .where(col("sequence").between(col("first_asked").minus(1), col("last_asked")))
        .drop("first_asked", "last_asked");
  }

  private static Column received(Instant from, Instant to) {
    return col("received_at").geq(from).and(col("received_at").lt(to));
  }

  /**
   * Blocks of numbers of which one is missing, or may be since nobody knows what stands ahead:
   * nearly always none. Only their numbers have to be sorted; a number that came twice is one bit.
   */
  private Dataset<Row> holed(Dataset<Row> rows) {
    Column ahead = lag("last", 1).over(Window.partitionBy("collector_id").orderBy(BLOCK));
    return rows.withColumn("asked", received(from, to))
        .groupBy(BLOCK, "collector_id")
        .agg(
            min(expr("named_struct('sequence', sequence, 'passed', NOT asked)")).as("first"),
            max(expr(PLACE)).as("last"),
            max("asked").as("asked"),
            expr("bitmap_count(bitmap_construct_agg(bitmap_bit_position(sequence)))").as("numbers"))
        .withColumn(AHEAD, ahead)
        .where(col("asked"))
        .where(
            expr(
                "last.sequence - first.sequence + 1 > numbers"
                    + " OR first.sequence - ahead.sequence > 1"
                    + " OR ahead IS NULL AND first.sequence > 1 AND NOT first.passed"))
        .select(col(BLOCK), col("collector_id"), col(AHEAD));
  }

  private Dataset<Row> found(Dataset<Row> all, Dataset<Row> holed) {
    Column ahead =
        lag(expr(PLACE), 1).over(Window.partitionBy("collector_id", BLOCK).orderBy("sequence"));
    return all.join(holed, CollectionConverters.asScala(List.of(BLOCK, "collector_id")).toSeq())
        .groupBy("collector_id", BLOCK, AHEAD, "sequence")
        .agg(min(struct("received_at", "stored_at")).as("copy"))
        .select("collector_id", BLOCK, AHEAD, "sequence", "copy.received_at", "copy.stored_at")
        .withColumn(AHEAD, coalesce(ahead, col(AHEAD)))
        .where(received(from, to))
        .select(
            col("collector_id"),
            col("received_at"),
            expr("least(stored_at, timestamp_micros(-ahead.age))").as("since"),
            col("sequence").minus(col("ahead.sequence")).minus(1).as("missing"))
        .where(col("missing").gt(0));
  }
}
