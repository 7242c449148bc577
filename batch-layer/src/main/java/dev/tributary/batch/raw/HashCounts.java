package dev.tributary.batch.raw;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Which hashes a long log has, and which of them more than once. Nearly all come once, so that a
 * table of those seen so far holds nearly all of them twice over, before they move and after; here
 * each moves as a number, and a task sorts its share.
 */
final class HashCounts {

  /** Half a megabyte of them. */
  private static final int AT_ONCE = 65_536;

  private static final Encoder<Long> HASH = Encoders.LONG();
  private static final Encoder<Tuple2<Long, Long>> PAIR = Encoders.tuple(HASH, HASH);

  private final Dataset<Long> together;

  /**
   * @param hashes rows of one column, 64-bit numbers
   */
  HashCounts(Dataset<Row> hashes) {
    MapPartitionsFunction<Long, Long> twiceAtMost = HashCounts::twiceAtMost;
    Dataset<Row> moved = hashes.as(HASH).mapPartitions(twiceAtMost, HASH).toDF("hash");
    // So many and no fewer: by itself Spark makes larger shares of what is small on a disk.
    int shares = hashes.sparkSession().sessionState().conf().numShufflePartitions();
    together = moved.repartition(shares, moved.col("hash")).as(HASH);
  }

  /** Each once: how many, and all taken together by exclusive or. */
  RawKeys.Fingerprint distinct() {
    MapPartitionsFunction<Long, Tuple2<Long, Long>> distinct =
        share -> {
          long[] hashes = firsts(sorted(share)).toArray();
          long xor = Arrays.stream(hashes).reduce(0, (a, b) -> a ^ b);
          return List.of(new Tuple2<>((long) hashes.length, xor)).iterator();
        };
    return together.mapPartitions(distinct, PAIR).collectAsList().stream()
        .map(share -> new RawKeys.Fingerprint(share._1(), share._2()))
        .reduce(new RawKeys.Fingerprint(0, 0), RawKeys.Fingerprint::and);
  }

  /** Those that come more than once, each once, in the column {@code hash}. */
  Dataset<Row> repeated() {
    MapPartitionsFunction<Long, Long> repeated = share -> seconds(sorted(share)).iterator();
    return together.mapPartitions(repeated, HASH).toDF("hash");
  }

  /** Of a key that was sent a million times no task shall hold a million. */
  private static Iterator<Long> twiceAtMost(Iterator<Long> hashes) {
    return CollectionConverters.asJava(
        CollectionConverters.asScala(hashes)
            .<Long>grouped(AT_ONCE)
            .flatMap(
                some -> {
                  long[] sorted = sorted(CollectionConverters.asJava(some).iterator());
                  return CollectionConverters.asScala(
                      of(sorted, i -> i < 2 || sorted[i] != sorted[i - 2]).iterator());
                }));
  }

  /** Each of them once. */
  private static LongStream firsts(long[] sorted) {
    return of(sorted, i -> i == 0 || sorted[i] != sorted[i - 1]);
  }

  /** Those that are there more than once, each once. */
  private static LongStream seconds(long[] sorted) {
    return of(
        sorted, i -> i > 0 && sorted[i] == sorted[i - 1] && (i == 1 || sorted[i] != sorted[i - 2]));
  }

  private static LongStream of(long[] sorted, IntPredicate places) {
    return IntStream.range(0, sorted.length).filter(places).mapToLong(i -> sorted[i]);
  }

  private static long[] sorted(Iterator<Long> hashes) {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(hashes, Spliterator.NONNULL), false)
        .mapToLong(Long::longValue)
        .sorted()
        .toArray();
  }
}
