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

  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  @Test
  void ofHashesThatComeAgainOneCountsWhereverTheyLie() {
    HashCounts counts = of(LongStream.of(5, -7, 5, Long.MIN_VALUE, 5, -7, 0, Long.MAX_VALUE));

    assertThat(counts.distinct())
        .isEqualTo(new RawKeys.Fingerprint(5, 5 ^ -7 ^ Long.MIN_VALUE ^ Long.MAX_VALUE));
    assertThat(repeated(counts)).containsExactlyInAnyOrder(5L, -7L);
    assertThat(counts.repeated().columns()).containsExactly("hash");
  }

  @Test
  void ofManyHashesThatComeOnceAllCountAndNoneIsRepeated() {
    HashCounts counts = of(LongStream.range(0, 200_000).map(i -> i * SPREAD));

    assertThat(counts.distinct())
        .isEqualTo(
            new RawKeys.Fingerprint(
                200_000,
                LongStream.range(0, 200_000).map(i -> i * SPREAD).reduce(0, HashCountsTest::xor)));
    assertThat(repeated(counts)).isEmpty();
  }

  @Test
  void oneThatComesVeryOftenIsOneOfThem() {
    HashCounts counts = of(LongStream.range(0, 200_000).map(i -> i % 3 == 0 ? i * SPREAD : 42));

    assertThat(counts.distinct().keys()).isEqualTo(66_667 + 1);
    assertThat(repeated(counts)).containsExactly(42L);
  }

  @Test
  void ofNoHashesThereIsNone() {
    HashCounts counts = of(LongStream.empty());

    assertThat(counts.distinct()).isEqualTo(new RawKeys.Fingerprint(0, 0));
    assertThat(repeated(counts)).isEmpty();
  }

  private static long xor(long one, long other) {
    return one ^ other;
  }

  private static List<Long> repeated(HashCounts counts) {
    return counts.repeated().as(Encoders.LONG()).collectAsList();
  }

  private static HashCounts of(LongStream hashes) {
    Dataset<Row> rows =
        TestSpark.session()
            .createDataset(hashes.boxed().toList(), Encoders.LONG())
            .repartition(3)
            .toDF("hash");
    return new HashCounts(rows);
  }
}
