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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.config.Config;
import dev.tributary.core.view.AwaitingRestatement;
import dev.tributary.core.view.Boundary;
import dev.tributary.lake.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightlyBatchTest {

  private BatchWorld world;

  @BeforeEach
  void emptyDataDirectory(@TempDir Path root) {
    world = new BatchWorld(root);
  }

  @Test
  void onTime() {
    world.arrive(
        click("anna", "2026-11-07T10:00:00Z", "google", "cpc"),
        click("anna", "2026-11-08T09:00:00Z", "newsletter", "email"),
        order("anna", "A-1", 1_000, "2026-11-08T10:00:00Z"));

    BatchSummary summary = world.run(BatchRequest.day(november(8)));

    assertThat(summary.fromDay()).isEqualTo(november(7));
    assertThat(summary.toDay()).isEqualTo(november(8));
    assertThat(summary.events()).isEqualTo(3);
    assertThat(summary.touchpoints()).isEqualTo(2);
    assertThat(summary.conversions()).isEqualTo(1);
    assertThat(summary.credits()).isEqualTo(9);
    assertThat(world.micros(november(8), "first_touch"))
        .isEqualTo(Map.of("Paid Search", 1_000_000L));
    assertThat(world.micros(november(8), "linear"))
        .isEqualTo(Map.of("Paid Search", 500_000L, "Email", 500_000L));
    assertThat(world.note().boundary()).isEqualTo(Boundary.after(november(8), ZoneOffset.UTC));
    assertThat(world.note().days())
        .isEqualTo(
            Map.of(november(7), summary.publicationId(), november(8), summary.publicationId()));
  }

  @Test
  void anOrderThatArrivesTwiceCountsOnce() {
    var order = order("anna", "A-1", 1_000, "2026-11-08T10:00:00Z");
    world.arrive(click("anna", "2026-11-08T09:00:00Z", "google", "cpc"), order);
    world.arrive(again(order, Duration.ofHours(2)), again(order, Duration.ofHours(3)));

    BatchSummary summary = world.run(BatchRequest.day(november(8)));

    assertThat(summary.conversions()).isEqualTo(1);
    assertThat(summary.events()).isEqualTo(2);
    assertThat(world.micros(november(8), "last_touch"))
        .isEqualTo(Map.of("Paid Search", 1_000_000L));
  }

  @Test
  void oneOrderSentByTwoVisitorsGoesToTheEarliestReceived() {
    world.arrive(
        click("anna", "2026-11-08T08:00:00Z", "google", "cpc"),
        click("berta", "2026-11-08T08:30:00Z", "newsletter", "email"),
        order("berta", "A-1", 1_000, "2026-11-08T10:00:05Z"),
        order("anna", "A-1", 1_000, "2026-11-08T10:00:00Z"));

    world.run(BatchRequest.day(november(8)));

    assertThat(world.micros(november(8), "last_touch"))
        .isEqualTo(Map.of("Paid Search", 1_000_000L));
  }

  @Test
  void twoDevicesOfOneUserAreOnePerson() {
    world.arrive(
        click("phone", "2026-11-07T10:00:00Z", "google", "cpc"),
        identify("phone", "user-1", "2026-11-07T10:05:00Z"),
        identify("laptop", "user-1", "2026-11-08T09:00:00Z"),
        order("laptop", "A-1", 1_000, "2026-11-08T10:00:00Z"));

    world.run(BatchRequest.day(november(8)));

    assertThat(world.micros(november(8), "first_touch"))
        .isEqualTo(Map.of("Paid Search", 1_000_000L));
    assertThat(world.lake.read(Table.IDENTITIES).select("person_id").distinct().count())
        .isEqualTo(1);
    assertThat(world.lake.read(Table.IDENTITIES).count()).isEqualTo(3);
  }

  @Test
  void aRedirectIsAdoptedByTheVisitorWhoCarriesItsId() {
    world.arrive(
        redirect("t-1", "2026-11-08T09:00:00Z"),
        redirect("t-2", "2026-11-08T09:00:00Z"),
        landing("anna", "t-1", "2026-11-08T09:00:02Z"),
        order("anna", "A-1", 1_000, "2026-11-08T10:00:00Z"));

    BatchSummary summary = world.run(BatchRequest.day(november(8)));

    assertThat(world.micros(november(8), "linear")).isEqualTo(Map.of("Email", 1_000_000L));
    assertThat(summary.touchpoints()).isEqualTo(1);
  }

  @Test
  void aMachinesOrderEarnsNothingAndFailsNoCheck() {
    world.arrive(
        click("anna", "2026-11-08T08:00:00Z", "google", "cpc"),
        robotOrder("crawler", "R-1", 9_900, "2026-11-08T10:00:00Z"));

    BatchSummary summary = world.run(BatchRequest.day(november(8)));

    assertThat(summary.conversions()).isZero();
    assertThat(world.cells(november(8)).isEmpty()).isTrue();
  }

  @Test
  void anOrderWithoutAnyTouchGoesToDirect() {
    world.arrive(order("anna", "A-1", 1_000, "2026-11-08T10:00:00Z"));

    world.run(BatchRequest.day(november(8)));

    assertThat(world.micros(november(8), "linear")).isEqualTo(Map.of("Direct", 1_000_000L));
    assertThat(
            world
                .current(Table.CONVERSIONS, "conversion_day")
                .select("unattributed")
                .first()
                .getBoolean(0))
        .isTrue();
  }

  @Test
  void runningItTwiceChangesNothing() {
    world.arrive(
        click("anna", "2026-11-08T08:00:00Z", "google", "cpc"),
        order("anna", "A-1", 1_000, "2026-11-08T10:00:00Z"));
    BatchSummary first = world.run(BatchRequest.day(november(8)));
    var versions = world.versions();

    BatchSummary second = world.run(BatchRequest.day(november(8)));

    assertThat(world.versions()).isEqualTo(versions);
    assertThat(second).usingRecursiveComparison().ignoringFields("notes").isEqualTo(first);
    assertThat(second.notes()).singleElement().asString().startsWith("Nothing changed");
  }

  @Test
  void theSameRunIdAgainChangesNothingEvenOnALongerRawLog() {
    world.arrive(order("anna", "A-1", 1_000, "2026-11-08T10:00:00Z"));
    BatchSummary first = world.run(BatchRequest.day(november(8)).named("nightly-8"));
    world.arrive(order("berta", "B-1", 1_000, "2026-11-08T11:00:00Z"));
    var versions = world.versions();

    BatchSummary second = world.run(BatchRequest.day(november(8)).named("nightly-8"));

    assertThat(second.publicationId()).isEqualTo(first.publicationId());
    assertThat(second.conversions()).isEqualTo(1);
    assertThat(world.versions()).isEqualTo(versions);
  }

  @Test
  void aRunIdOfOtherDaysIsTaken() {
    world.arrive(order("anna", "A-1", 1_000, "2026-11-08T10:00:00Z"));
    world.run(BatchRequest.day(november(8)).named("nightly"));

    assertThatThrownBy(() -> world.run(BatchRequest.day(november(9)).named("nightly")))
        .isInstanceOf(BatchRefusal.class)
        .hasMessageContaining("The run id nightly is taken")
        .hasMessageContaining("2026-11-08");
  }

  @Test
  void aLateOrderWaitsForItsDayToBeRestated() {
    world.arrive(
        click("anna", "2026-11-08T08:00:00Z", "google", "cpc"),
        order("anna", "A-1", 1_000, "2026-11-08T10:00:00Z"));
    BatchSummary first = world.run(BatchRequest.day(november(8)));
    world.arrive(order("anna", "A-2", 2_500, "2026-11-08T11:00:00Z"));

    assertThat(world.awaitingRestatement())
        .containsExactly(new AwaitingRestatement(november(8), "EUR", 1, 2_500));

    BatchSummary restated = world.run(BatchRequest.day(november(8)));

    assertThat(restated.publicationId()).isNotEqualTo(first.publicationId());
    assertThat(restated.conversions()).isEqualTo(2);
    assertThat(world.awaitingRestatement()).isEmpty();
    assertThat(world.micros(november(8), "last_touch"))
        .isEqualTo(Map.of("Paid Search", 2_000_000L));
    assertThat(world.note().days()).isEqualTo(Map.of(november(8), restated.publicationId()));
    assertThat(world.note().boundary()).isEqualTo(Boundary.after(november(8), ZoneOffset.UTC));
  }

  @Test
  void aLateTouchMovesCreditThatWasGivenAndLeavesNoOrphan() {
    world.arrive(
        click("anna", "2026-11-08T08:00:00Z", "google", "cpc"),
        order("anna", "A-1", 1_001, "2026-11-08T10:00:00Z"));
    world.run(BatchRequest.day(november(8)));
    world.arrive(click("anna", "2026-11-08T09:00:00Z", "newsletter", "email"));

    world.run(BatchRequest.day(november(8)));

    assertThat(world.micros(november(8), "last_touch")).isEqualTo(Map.of("Email", 1_000_000L));
    assertThat(
            world
                .current(Table.CREDITS_FINAL, "conversion_day")
                .where(col("model").equalTo("linear"))
                .select("revenue_minor")
                .collectAsList())
        .extracting(row -> row.getLong(0))
        .containsExactlyInAnyOrder(501L, 500L);
  }

  @Test
  void aDayWithoutDataIsPublishedEmpty() {
    world.arrive(order("anna", "A-1", 1_000, "2026-11-07T10:00:00Z"));

    BatchSummary summary = world.run(BatchRequest.day(november(9)));

    assertThat(summary.conversions()).isEqualTo(1);
    assertThat(summary.notes())
        .anyMatch(note -> note.contains("nothing for 2026-11-09"))
        .anyMatch(note -> note.contains("from 2026-11-07 on were not published yet"));
    assertThat(world.note().days().keySet()).containsExactlyInAnyOrder(november(7), november(9));
  }

  @Test
  void aDryRunTellsWhatWouldChangeAndCommitsNothing() {
    world.arrive(
        click("anna", "2026-11-08T08:00:00Z", "google", "cpc"),
        order("anna", "A-1", 1_000, "2026-11-08T10:00:00Z"));
    world.run(BatchRequest.day(november(8)));
    world.arrive(click("anna", "2026-11-08T09:00:00Z", "newsletter", "email"));
    var versions = world.versions();

    BatchSummary summary = world.run(BatchRequest.day(november(8)).asDryRun());

    assertThat(world.versions()).isEqualTo(versions);
    assertThat(summary.changes())
        .filteredOn(change -> change.model().equals("last_touch"))
        .containsExactlyInAnyOrder(
            new BatchSummary.ChannelChange("last_touch", "Email", "EUR", 0, 1_000_000, 0, 1_000),
            new BatchSummary.ChannelChange(
                "last_touch", "Paid Search", "EUR", 1_000_000, 0, 1_000, 0));
  }

  @Test
  void anOlderRawVersionGivesWhatItGaveThen() {
    world.arrive(order("anna", "A-1", 1_000, "2026-11-08T10:00:00Z"));
    long version = world.lake.version(Table.RAW_EVENTS);
    world.arrive(order("berta", "B-1", 1_000, "2026-11-08T11:00:00Z"));

    BatchSummary summary = world.run(BatchRequest.day(november(8)).atRawVersion(version));

    assertThat(summary.rawVersion()).isEqualTo(version);
    assertThat(summary.conversions()).isEqualTo(1);
  }

  @Test
  void aVersionThatIsNotThereIsMisuse() {
    world.arrive(order("anna", "A-1", 1_000, "2026-11-08T10:00:00Z"));

    assertThatThrownBy(() -> world.run(BatchRequest.day(november(8)).atRawVersion(99)))
        .isInstanceOf(BatchRefusal.class)
        .hasMessageContaining("no version 99");
  }

  @Test
  void customWeightsAreOneModelMore() {
    world.arrive(
        click("anna", "2026-11-08T08:00:00Z", "google", "cpc"),
        click("anna", "2026-11-08T09:00:00Z", "newsletter", "email"),
        order("anna", "A-1", 1_000, "2026-11-08T10:00:00Z"));

    world.run(
        BatchRequest.day(november(8)), Config.of(Map.of("attribution.custom_positions", "3,1")));

    assertThat(world.micros(november(8), "custom"))
        .isEqualTo(Map.of("Paid Search", 750_000L, "Email", 250_000L));
  }

  @Test
  void todayIsNotOver() {
    world.arrive(order("anna", "A-1", 1_000, "2026-11-08T10:00:00Z"));

    assertThatThrownBy(() -> world.run(BatchRequest.day(november(10))))
        .isInstanceOf(BatchRefusal.class)
        .hasMessageContaining("2026-11-10 is not over")
        .hasMessageContaining("Publish days up to 2026-11-09");
  }

  @Test
  void withoutARawLogItSaysWhereItLookedAndHowToGetDataIn() {
    assertThatThrownBy(() -> world.run(BatchRequest.day(november(8))))
        .isInstanceOf(BatchRefusal.class)
        .hasMessageContaining("raw_events holds no event")
        .hasMessageContaining("tributary import");
    assertThat(world.data.lake()).doesNotExist();
  }
}
