package dev.tributary.batch.raw;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rank;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.xxhash64;

import dev.tributary.batch.FewRows;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The keys of a raw log, and which of its rows came again. Most keys arrive once: a hash of each
 * tells which those are, so that only the few others are sorted by key, and nothing but their keys.
 */
public final class RawKeys implements AutoCloseable {

  /** What tells the arrivals of a key apart, and orders them. */
  static final Seq<String> ARRIVAL =
      CollectionConverters.asScala(List.of("key", "received_at", "collector_id", "sequence"))
          .toSeq();

  /** So many are sent to every executor, some 100 bytes each; of more the whole log is sorted. */
  private static final long MOST_LATER = 1_000_000;

  private final Dataset<Row> rows;
  private final Column hash;
  private final HashCounts counts;

  private Dataset<Row> repeated;
  private Dataset<Row> arrivals;
  private Again again;

  public RawKeys(RawLog raw) {
    this(raw, xxhash64(col("key")));
  }

  /** With another hash than what suits. */
  RawKeys(RawLog raw, Column hash) {
    this.rows = raw.rows();
    this.hash = hash;
    this.counts = new HashCounts(rows.select(hash.as("hash")));
  }

  /**
   * How many keys, and which: the same in any order.
   *
   * @param keys how many rows
   * @param hashes those of all keys, one taken with another by exclusive or
   */
  record Fingerprint(long keys, long hashes) {

    /** Of rows that have one key each. */
    static Fingerprint of(Dataset<Row> events, Column hash) {
      return of(events.select(hash.as("hash")).agg(count(lit(1)), expr("bit_xor(hash)")).head(), 0);
    }

    /** Of a row with both; over no rows Spark says null instead of nought. */
    private static Fingerprint of(Row row, int first) {
      return new Fingerprint(
          row.getLong(first), row.isNullAt(first + 1) ? 0 : row.getLong(first + 1));
    }

    /** Of both together, where they have no key in common. */
    Fingerprint and(Fingerprint others) {
      return new Fingerprint(keys + others.keys, hashes ^ others.hashes);
    }
  }

  /** Whether these rows have the keys of the log, each once. */
  public boolean areThoseOf(Dataset<Row> events) {
    Fingerprint theirs = Fingerprint.of(events, hash);
    // Two keys of one hash count as one here, and then the log is read more closely. An event that
    // is lost goes unseen only where its key has the hash of another: of a million keys any two do
    // in one log of thirty million.
    return again == null && theirs.equals(counts.distinct()) || theirs.equals(fingerprint());
  }

  /** Of all keys, each once. */
  Fingerprint fingerprint() {
    Fingerprint all = Fingerprint.of(rows, hash);
    Again again = again();
    return new Fingerprint(
        all.keys() - again.rows().keys() + again.first().keys(),
        all.hashes() ^ again.rows().hashes() ^ again.first().hashes());
  }

  /**
   * The arrivals that do not count, since another of their key came before; empty where they are
   * many, or where one can't be told from the one that counts.
   */
  Optional<Dataset<Row>> laterArrivals() {
    return again().later() <= MOST_LATER && again().alike() == 0
        ? Optional.of(arrivals().where(col("place").gt(1)).select(arrival()))
        : Optional.empty();
  }

  /**
   * What is known of hashes that several rows have.
   *
   * @param rows all of them
   * @param first those that came first of their key
   * @param later how many came after
   * @param alike how many of these can't be told from the first
   */
  private record Again(Fingerprint rows, Fingerprint first, long later, long alike) {}

  /** The rows whose hash is not alone, each with its place among those of its key. */
  private Dataset<Row> arrivals() {
    if (arrivals == null) {
      repeated = counts.repeated().persist(StorageLevel.MEMORY_AND_DISK());
      // Counted first: Spark does not move the log to join it with what it knows to be few.
      repeated.count();
      arrivals =
          FewRows.held(
              rows.select(arrival())
                  .withColumn("hash", hash)
                  .join(
                      repeated, CollectionConverters.asScala(List.of("hash")).toSeq(), "left_semi")
                  .withColumn("place", row_number().over(RawLog.ARRIVALS_OF_ONE_KEY))
                  .withColumn("rank", rank().over(RawLog.ARRIVALS_OF_ONE_KEY)));
    }
    return arrivals;
  }

  private Again again() {
    if (again == null) {
      Row row =
          arrivals()
              .agg(
                  count(lit(1)),
                  expr("bit_xor(hash)"),
                  expr("count_if(place = 1)"),
                  expr("bit_xor(if(place = 1, hash, 0))"),
                  expr("count_if(place > 1)"),
                  expr(
                      "count_if(place > 1 and rank = 1 or collector_id is null or sequence is"
                          + " null)"))
              .head();
      again =
          new Again(Fingerprint.of(row, 0), Fingerprint.of(row, 2), row.getLong(4), row.getLong(5));
    }
    return again;
  }

  private static Column[] arrival() {
    return CollectionConverters.asJava(ARRIVAL).stream()
        .map(name -> col(name))
        .toArray(Column[]::new);
  }

  /** Lets go of what was held in memory. */
  @Override
  public void close() {
    if (arrivals != null) {
      arrivals.unpersist();
      repeated.unpersist();
    }
  }
}
