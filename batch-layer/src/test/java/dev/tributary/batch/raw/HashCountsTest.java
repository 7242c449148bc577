package dev.tributary.batch.raw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.TestSpark;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What is counted in shares, each by itself, is what is counted of all. */
class HashCountsTest {

  @Test
  void ofHashesThatComeAgainOneCountsWhereverTheyLie() {
    HashCounts counts = of(5, -7, 5, Long.MIN_VALUE, 5, -7, 0, Long.MAX_VALUE);

    assertThat(counts.distinct())
        .isEqualTo(new RawKeys.Fingerprint(5, 5 ^ -7 ^ Long.MIN_VALUE ^ Long.MAX_VALUE));
    assertThat(
            counts.repeated().as(Encoders.tuple(Encoders.LONG(), Encoders.LONG())).collectAsList())
        .extracting(pair -> List.of(pair._1(), pair._2()))
        .containsExactlyInAnyOrder(List.of(5L, 3L), List.of(-7L, 2L));
    assertThat(counts.repeated().columns()).containsExactly("hash", "rows");
  }

  @Test
  void ofHashesThatComeOnceAllCountAndNoneIsRepeated() {
    HashCounts counts = of(LongStream.range(0, 10_000).map(i -> i * 0x9E3779B97F4A7C15L).toArray());

    assertThat(counts.distinct().keys()).isEqualTo(10_000);
    assertThat(counts.repeated().collectAsList()).isEmpty();
  }

  @Test
  void ofNoHashesThereIsNone() {
    HashCounts counts = of();

    assertThat(counts.distinct()).isEqualTo(new RawKeys.Fingerprint(0, 0));
    assertThat(counts.repeated().collectAsList()).isEmpty();
  }

  private static HashCounts of(long... hashes) {
    Dataset<Row> rows =
        TestSpark.session()
            .createDataset(LongStream.of(hashes).boxed().toList(), Encoders.LONG())
            .repartition(3)
            .toDF("hash");
    return new HashCounts(rows);
  }
}
