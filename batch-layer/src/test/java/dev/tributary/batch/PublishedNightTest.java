package dev.tributary.batch;

import static dev.tributary.batch.Arrivals.again;
import static dev.tributary.batch.Arrivals.click;
import static dev.tributary.batch.Arrivals.identify;
import static dev.tributary.batch.Arrivals.landing;
import static dev.tributary.batch.Arrivals.order;
import static dev.tributary.batch.Arrivals.redirect;
import static dev.tributary.batch.Arrivals.robotOrder;
import static dev.tributary.batch.BatchWorld.november;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import dev.tributary.core.event.EventRow;
import dev.tributary.core.view.Boundary;
import dev.tributary.lake.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.RowFactory;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One night publishes a week; every day of it is a situation of its own. */
class PublishedNightTest {

  private static BatchWorld world;
  private static BatchSummary summary;

  @BeforeAll
  static void aWeekIsPublished(@TempDir Path root) {
    world = new BatchWorld(root);
    var ordered = order("berta", "B-1", 1_000, "2026-11-01T10:00:00Z");
    world.arrive(
        click("berta", "2026-11-01T09:00:00Z", "google", "cpc"),
        ordered,
        click("carla", "2026-11-02T08:00:00Z", "google", "cpc"),
        click("dora", "2026-11-02T08:30:00Z", "newsletter", "email"),
        order("dora", "C-1", 1_000, "2026-11-02T10:00:05Z"),
        order("carla", "C-1", 1_000, "2026-11-02T10:00:00Z"),
        click("phone", "2026-11-03T10:00:00Z", "google", "cpc"),
        identify("phone", "user-1", "2026-11-03T10:05:00Z"),
        identify("laptop", "user-1", "2026-11-04T09:00:00Z"),
        order("laptop", "D-1", 1_000, "2026-11-04T10:00:00Z"),
        redirect("t-1", "2026-11-05T09:00:00Z"),
        redirect("t-2", "2026-11-05T09:00:00Z"),
        landing("emil", "t-1", "2026-11-05T09:00:02Z"),
        order("emil", "E-1", 1_000, "2026-11-05T10:00:00Z"),
        click("fritz", "2026-11-06T08:00:00Z", "google", "cpc"),
        robotOrder("crawler", "R-1", 9_900, "2026-11-06T10:00:00Z"),
        order("gustav", "G-1", 1_000, "2026-11-07T10:00:00Z"),
        click("anna", "2026-11-07T10:00:00Z", "google", "cpc"),
        click("anna", "2026-11-08T09:00:00Z", "newsletter", "email"),
        order("anna", "A-1", 1_000, "2026-11-08T10:00:00Z"));
    world.arrive(
        IntStream.range(0, 11)
            .mapToObj(user -> identify("library", "reader-" + user, "2026-11-06T12:00:00Z"))
            .toArray(EventRow[]::new));
    world.arrive(again(ordered, Duration.ofHours(2)), again(ordered, Duration.ofHours(3)));
    summary =
        world.run(
            BatchRequest.day(november(8)),
            Config.defaults().with("attribution.custom_positions", "3,1"));
  }

  @Test
  void theSummaryCountsDistinctEventsAndWhatBecameOfThem() {
    assertThat(summary.fromDay()).isEqualTo(november(1));
    assertThat(summary.toDay()).isEqualTo(november(8));
    assertThat(summary.events()).isEqualTo(30);
    assertThat(summary.touchpoints()).isEqualTo(8);
    assertThat(summary.conversions()).isEqualTo(6);
    assertThat(summary.credits()).isEqualTo(11 + 5 * 7);
  }

  @Test
  void everyDayIsOfThisPublicationAndTheBoundaryLiesBehindTheLast() {
    assertThat(world.note().boundary()).isEqualTo(Boundary.after(november(8), ZoneOffset.UTC));
    assertThat(world.note().days())
        .isEqualTo(
            IntStream.rangeClosed(1, 8)
                .mapToObj(BatchWorld::november)
                .collect(
                    Collectors.toMap(
                        Function.<LocalDate>identity(), day -> summary.publicationId())));
  }

  @Test
  void rowsOfADayLieTogetherInTheOrderThatReportsFilterBy() {
    String[] files = world.lake.read(Table.CREDITS_FINAL).inputFiles();

    assertThat(files).as("one a day with orders").hasSize(6);
    for (String file : files) {
      List<String> rows =
          world
              .lake
              .spark()
              .read()
              .parquet(file)
              .select("model", "channel")
              .collectAsList()
              .stream()
              .map(row -> row.getString(0) + " " + row.getString(1))
              .toList();
      assertThat(rows).hasSizeGreaterThanOrEqualTo(6).isSorted();
    }
  }

  @Test
  void touchesOfTwoDaysShareTheOrder() {
    assertThat(world.micros(november(8), "first_touch"))
        .isEqualTo(Map.of("Paid Search", 1_000_000L));
    assertThat(world.micros(november(8), "linear"))
        .isEqualTo(Map.of("Paid Search", 500_000L, "Email", 500_000L));
  }

  @Test
  void customWeightsAreOneModelMore() {
    assertThat(world.micros(november(8), "custom"))
        .isEqualTo(Map.of("Paid Search", 750_000L, "Email", 250_000L));
  }

  @Test
  void anOrderThatArrivesThreeTimesCountsOnce() {
    assertThat(world.micros(november(1), "last_touch"))
        .isEqualTo(Map.of("Paid Search", 1_000_000L));
  }

  @Test
  void oneOrderSentByTwoVisitorsGoesToTheEarliestReceived() {
    assertThat(world.micros(november(2), "last_touch"))
        .isEqualTo(Map.of("Paid Search", 1_000_000L));
  }

  @Test
  void twoDevicesOfOneUserAreOnePerson() {
    assertThat(world.micros(november(4), "first_touch"))
        .isEqualTo(Map.of("Paid Search", 1_000_000L));
    assertThat(
            world
                .lake
                .read(Table.IDENTITIES)
                .where(col("identifier").isin("phone", "laptop", "user-1"))
                .select("person_id")
                .distinct()
                .count())
        .isEqualTo(1);
  }

  @Test
  void aSharedComputerJoinsNobodyAndItsCutIsStoredAndNotedWithoutItsName() {
    assertThat(
            world
                .lake
                .read(Table.IDENTITIES)
                .where(
                    col("identifier")
                        .startsWith("reader-")
                        .or(col("identifier").equalTo("library")))
                .select("person_id")
                .distinct()
                .count())
        .isEqualTo(12);
    assertThat(world.lake.read(Table.IDENTITY_CUTS).collectAsList())
        .containsExactly(
            RowFactory.create(
                "visitor_id", "library", "user_id", 11L, 10L, summary.publicationId()));
    assertThat(summary.notes())
        .filteredOn(note -> note.contains("identity_cuts"))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("(visitor_id with user_id: 1)")
        .doesNotContain("library");
  }

  @Test
  void aRedirectIsAdoptedByTheVisitorWhoCarriesItsId() {
    assertThat(world.micros(november(5), "linear")).isEqualTo(Map.of("Email", 1_000_000L));
  }

  @Test
  void aMachinesOrderEarnsNothingAndFailsNoCheck() {
    assertThat(world.cells(november(6)).isEmpty()).isTrue();
  }

  @Test
  void anOrderWithoutAnyTouchGoesToDirect() {
    assertThat(world.micros(november(7), "linear")).isEqualTo(Map.of("Direct", 1_000_000L));
    assertThat(
            world
                .current(Table.CONVERSIONS, "conversion_day")
                .where("order_id = 'G-1'")
                .select("unattributed")
                .first()
                .getBoolean(0))
        .isTrue();
  }
}
