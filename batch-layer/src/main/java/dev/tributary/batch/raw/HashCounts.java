package dev.tributary.batch.raw;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * How often each hash of a long log comes. Nearly all come once, so that a table of those seen so
 * far holds nearly all of them twice over, before they move and after; here each moves once, as
 * eight bytes, and a task sorts its share as plain numbers.
 */
final class HashCounts {

  private static final Encoder<Tuple2<Long, Long>> PAIR =
      Encoders.tuple(Encoders.LONG(), Encoders.LONG());

  private final Dataset<Long> together;

  /**
   * @param hashes rows of one column, 64-bit numbers that are spread evenly: a task holds those of
   *     one part of a shuffle, some megabytes
   */
  HashCounts(Dataset<Row> hashes) {
    together = hashes.repartition(hashes.col(hashes.columns()[0])).as(Encoders.LONG());
  }

  /** Each once: how many, and all taken together by exclusive or. */
  RawKeys.Fingerprint distinct() {
    long count = 0;
    long xor = 0;
    for (Tuple2<Long, Long> share :
        together.mapPartitions(distinctOfShare(), PAIR).collectAsList()) {
      count += share._1();
      xor ^= share._2();
    }
    return new RawKeys.Fingerprint(count, xor);
  }

  /** Those that come more than once: the columns {@code hash} and {@code rows}. */
  Dataset<Row> repeated() {
    return together.mapPartitions(repeatedOfShare(), PAIR).toDF("hash", "rows");
  }

  private static MapPartitionsFunction<Long, Tuple2<Long, Long>> distinctOfShare() {
    return share -> {
      long[] hashes = sorted(share);
      long count = 0;
      long xor = 0;
      for (int i = 0; i < hashes.length; i++) {
        if (i == 0 || hashes[i] != hashes[i - 1]) {
          count++;
          xor ^= hashes[i];
        }
      }
      return List.of(new Tuple2<>(count, xor)).iterator();
    };
  }

  private static MapPartitionsFunction<Long, Tuple2<Long, Long>> repeatedOfShare() {
    return share -> {
      long[] hashes = sorted(share);
      List<Tuple2<Long, Long>> repeated = new ArrayList<>();
      int first = 0;
      for (int end = 1; end <= hashes.length; end++) {
        if (end == hashes.length || hashes[end] != hashes[first]) {
          if (end - first > 1) {
            repeated.add(new Tuple2<>(hashes[first], (long) (end - first)));
          }
          first = end;
        }
      }
      return repeated.iterator();
    };
  }

  private static long[] sorted(Iterator<Long> hashes) {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(hashes, Spliterator.NONNULL), false)
        .mapToLong(Long::longValue)
        .sorted()
        .toArray();
  }
}
