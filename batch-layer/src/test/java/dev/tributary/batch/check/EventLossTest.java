package dev.tributary.batch.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.TestSpark;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** 100,000 numbers of one collector, ten seconds apart, from the first of November on. */
class EventLossTest {

  private static final Instant NOON = Instant.parse("2026-11-05T12:00:00Z");

  /** The number of noon of the fifth; a block of numbers ends with 32,768. */
  private static final long AT_NOON = 38_880;

  @Test
  void whatCameTwiceHidesNoGapAndAGapIsToldWithTheHourBehindIt() {
    assertThat(gaps("true")).isEmpty();
    assertThat(gaps("NOT id BETWEEN 38881 AND 38883"))
        .singleElement()
        .asString()
        .startsWith(
            "3 events of the collector edge, received in the hour of 2026-11-05T12:00:00Z, are"
                + " neither in the raw log nor refused;");
    assertThat(gaps("id <> 38881", "id IN (38882, 38890)")).hasSize(1);
  }

  @Test
  void aGapBetweenBlocksOfNumbersIsAsLongAsItIs() {
    assertThat(gaps("NOT id BETWEEN 32000 AND 38889"))
        .singleElement()
        .asString()
        .startsWith("6890 events of the collector edge, received in the hour of 2026-11-05T12:");
  }

  @Test
  void gapsBehindTheDaysAndAheadOfTheFirstNumberAreNotOurs() {
    assertThat(gaps("id <> 90000 AND id >= 17")).isEmpty();
    assertThat(gaps("id >= %d".formatted(AT_NOON + 5))).isEmpty();
  }

  private static List<String> gaps(String kept) {
    return gaps(kept, "false");
  }

  /** Of the hour from noon on. */
  private static List<String> gaps(String kept, String twice) {
    Dataset<Row> numbers =
        TestSpark.session()
            .range(1, 100_000)
            .selectExpr(
                "id",
                "'edge' AS collector_id",
                "id AS sequence",
                "timestamp_seconds(1793491200 + id * 10) AS received_at");
    Dataset<Row> arrived = numbers.where(kept).union(numbers.where(twice)).drop("id");
    return EventLoss.gaps(arrived, NOON, NOON.plusSeconds(3_600));
  }
}
