package dev.tributary.batch.check;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.TestSpark;
import dev.tributary.core.view.Boundary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
            "3 events of the collector edge, numbered ahead of what it received in the hour of 2026-11-05T12:00:00Z, are"
                + " neither in version 7 of raw_events nor were they refused by then;");
    assertThat(gaps("id <> 38881", "id IN (38882, 38890)")).hasSize(1);
  }

  @Test
  void aGapBetweenBlocksOfNumbersIsAsLongAsItIs() {
    assertThat(gaps("NOT id BETWEEN 32000 AND 38889"))
        .singleElement()
        .asString()
        .startsWith(
            "6890 events of the collector edge, numbered ahead of what it received in the hour of 2026-11-05T12:");
  }

  @Test
  void aNumberBehindAQuietWeekIsHeldAgainstTheLastOneBeforeIt() {
    Dataset<Row> quiet = numbers().where("id <= 100 OR id >= 38881").drop("id");
    assertThat(gapsOf(quiet, NOON))
        .singleElement()
        .asString()
        .startsWith(
            "38780 events of the collector edge, numbered ahead of what it received in the hour of 2026-11-05T12:");
    assertThat(gapsOf(quiet.where("sequence <> 90"), NOON.plusSeconds(3_600))).isEmpty();
  }

  @Test
  void ofManyHoursTheFirstAreToldAndHowMuchTheOthersLack() {
    Dataset<Row> holed = numbers().where("id % 360 NOT IN (5, 7)").drop("id");
    assertThat(gapsOf(holed, NOON, NOON.plusSeconds(7 * 3_600)))
        .hasSize(6)
        .last()
        .isEqualTo("Missing likewise: 4 events, of 2 other hours and collectors.");
  }

  @Test
  void whatLacksOfPublishedTimeIsToldAndNotAskedAbout() {
    Dataset<Row> holed = numbers().where("id % 360 NOT IN (5, 7)").drop("id");
    Instant evening = NOON.plusSeconds(7 * 3_600);

    MissingEvents some = missing(holed, NOON, evening, new Boundary(NOON.plusSeconds(5 * 3_600)));
    assertThat(some.unexplained()).isEqualTo(4);
    assertThat(some.unexplainedNotes())
        .hasSize(2)
        .first()
        .asString()
        .startsWith(
            "2 events of the collector edge, numbered ahead of what it received in the hour of 2026-11-05T17:");
    assertThat(some.notes()).hasSize(6);
    assertThat(missing(holed, NOON, evening, new Boundary(evening)).unexplained()).isZero();
  }

  @Test
  void gapsBehindTheDaysAreNotOurs() {
    assertThat(gaps("id <> 90000 AND id >= 17")).isEmpty();
  }

  @Test
  void aCollectorCountsFromOneSoWhatLacksAheadOfItsFirstNumberIsMissing() {
    assertThat(gaps("id >= %d".formatted(AT_NOON + 5)))
        .singleElement()
        .asString()
        .startsWith((AT_NOON + 4) + " events of the collector edge,");
  }

  @Test
  void aGapThatReachesToTheEndOfTheDaysIsAskedAboutWithThem() {
    long last = AT_NOON + 360; // The number of one o'clock, received an hour after noon.
    Dataset<Row> holed =
        numbers().where("NOT id BETWEEN %d AND %d".formatted(last - 100, last + 2_000)).drop("id");

    assertThat(gapsOf(holed, NOON))
        .singleElement()
        .asString()
        .startsWith("2101 events of the collector edge,")
        .contains("in the hour of 2026-11-05T18:");
    Boundary oneOClock = new Boundary(NOON.plusSeconds(3_600));
    assertThat(missing(holed, NOON, oneOClock.instant(), Boundary.NOTHING_PUBLISHED).unexplained())
        .isEqualTo(2_101);
    assertThat(missing(holed, NOON, oneOClock.instant(), oneOClock).unexplained())
        .as("the hour was published without them")
        .isZero();
    assertThat(gapsOf(holed.where("sequence < " + last), NOON))
        .as("nobody knows how far a collector would have counted")
        .isEmpty();
  }

  @Test
  void ofANumberThatCameTwiceTheEarlierCopyCarriesTheGapWhicheverIsReadFirst() {
    Dataset<Row> once = numbers().where("NOT id BETWEEN 38881 AND 38889").drop("id");
    Dataset<Row> hoursLater =
        once.where("sequence = 38890")
            .withColumn("received_at", expr("received_at + INTERVAL 2 HOURS"))
            .withColumn("stored_at", expr("stored_at + INTERVAL 2 HOURS"));
    for (Dataset<Row> arrived :
        List.of(once.union(hoursLater).coalesce(1), hoursLater.union(once).coalesce(1))) {
      assertThat(gapsOf(arrived, NOON))
          .singleElement()
          .asString()
          .startsWith(
              "9 events of the collector edge, numbered ahead of what it received in the hour of 2026-11-05T12:");
    }
    assertThat(gapsOf(hoursLater.union(once), NOON.plusSeconds(7_200))).isEmpty();
  }

  @Test
  void whatCameOutOfOrderWhereTheLookBeginsOrEndsDoesNotHaveTheWholeLogRead() {
    Instant tomorrow = NOON.plus(Duration.ofDays(1));
    long last = AT_NOON + 8_640 + 360; // Of the hour from noon on.
    Dataset<Row> twoMinutesLate =
        numbers()
            .withColumn(
                "received_at",
                expr(
                    "received_at + IF(id IN (%d, %d), INTERVAL 2 MINUTES, INTERVAL 0 MINUTES)"
                        .formatted(AT_NOON - 5, last - 5)))
            .drop("id");

    assertThat(Gaps.between(twoMinutesLate, tomorrow, tomorrow.plusSeconds(3_600))).isEmpty();
    assertThat(gapsOf(twoMinutesLate.where("sequence <> " + (last - 8)), tomorrow)).hasSize(1);
  }

  private static List<String> gaps(String kept) {
    return gaps(kept, "false");
  }

  /** Of the hour from noon on. */
  private static List<String> gaps(String kept, String twice) {
    return gapsOf(numbers().where(kept).union(numbers().where(twice)).drop("id"), NOON);
  }

  private static Dataset<Row> numbers() {
    return TestSpark.session()
        .range(1, 100_000)
        .selectExpr(
            "id",
            "'edge' AS collector_id",
            "id AS sequence",
            "timestamp_seconds(1793491200 + id * 10) AS received_at",
            "timestamp_seconds(1793491200 + id * 10) AS stored_at");
  }

  private static List<String> gapsOf(Dataset<Row> arrived, Instant from) {
    return gapsOf(arrived, from, from.plusSeconds(3_600));
  }

  private static List<String> gapsOf(Dataset<Row> arrived, Instant from, Instant to) {
    return missing(arrived, from, to, Boundary.NOTHING_PUBLISHED).notes();
  }

  private static MissingEvents missing(
      Dataset<Row> arrived, Instant from, Instant to, Boundary published) {
    return EventLoss.missing(arrived, from, to, published, 7, since -> Optional.empty());
  }
}
