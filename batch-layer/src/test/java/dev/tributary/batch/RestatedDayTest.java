package dev.tributary.batch;

import static dev.tributary.batch.Arrivals.click;
import static dev.tributary.batch.Arrivals.order;
import static dev.tributary.batch.Arrivals.refund;
import static dev.tributary.batch.BatchWorld.november;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.view.AwaitingRestatement;
import dev.tributary.core.view.Boundary;
import dev.tributary.lake.Table;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A published day is run again, on the same raw log or on a longer one. */
class RestatedDayTest {

  private BatchWorld world;

  @BeforeEach
  void aPublishedDay(@TempDir Path root) {
    world = PublishedDay.in(root);
  }

  @Test
  void runningItTwiceChangesNothing() {
    var versions = world.versions();

    BatchSummary second = world.run(BatchRequest.day(november(8)));

    assertThat(world.versions()).isEqualTo(versions);
    assertThat(second)
        .usingRecursiveComparison()
        .ignoringFields("notes")
        .isEqualTo(PublishedDay.summary());
    assertThat(second.notes())
        .singleElement()
        .asString()
        .startsWith("Nothing changed")
        .endsWith("After a new release, --restate finds the days that come out otherwise.");
  }

  @Test
  void whereOnlyFilesWereJoinedNothingIsPublishedAnew() {
    world.arrive(order("berta", "B-1", 1_000, "2026-11-08T11:00:00Z"));
    BatchRequest day = BatchRequest.day(november(8));
    BatchSummary published = world.run(day);

    DeltaTable.forPath(world.lake.spark(), world.lake.location(Table.RAW_EVENTS))
        .optimize()
        .executeCompaction();
    assertThat(world.lake.version(Table.RAW_EVENTS)).isGreaterThan(published.rawVersion());
    assertThat(world.run(day).publicationId()).isEqualTo(published.publicationId());

    DeltaTable.forPath(world.lake.spark(), world.lake.location(Table.RAW_EVENTS))
        .updateExpr(Map.of("value_minor", "1"));
    assertThat(world.run(day).publicationId())
        .as("an UPDATE leaves as many events as there were")
        .isNotEqualTo(published.publicationId());
  }

  @Test
  void aRawLogThatWasMadeAgainIsAnotherOneEvenAtTheSameVersion() throws IOException {
    Path raw = world.data.table(Table.RAW_EVENTS.tableName());
    FileUtils.deleteDirectory(raw.toFile());
    FileUtils.copyDirectory(
        TestSpark.emptyTables().resolve(Table.RAW_EVENTS.tableName()).toFile(), raw.toFile());
    DeltaLog.clearCache();
    BatchWorld readAgain = new BatchWorld(world.data.root());
    readAgain.arrive(
        order("anna", "A-1", 1_000, "2026-11-08T10:00:00Z"),
        order("berta", "B-1", 1_000, "2026-11-08T11:00:00Z"),
        order("carla", "C-1", 1_000, "2026-11-08T12:00:00Z"));
    assertThat(world.lake.version(Table.RAW_EVENTS)).isEqualTo(PublishedDay.summary().rawVersion());

    assertThat(world.run(BatchRequest.day(november(8))).conversions()).isEqualTo(3);
  }

  @Test
  void aDayIsNotComputedAgainFromLessThanItWasUnlessTheVersionIsNamed() throws IOException {
    world.arrive(order("berta", "B-1", 1_000, "2026-11-08T11:00:00Z"));
    BatchRequest day = BatchRequest.day(november(8));
    BatchSummary published = world.run(day);
    Path log = world.data.table(Table.RAW_EVENTS.tableName()).resolve("_delta_log");
    String newest = "%020d".formatted(published.rawVersion());
    for (String file : List.of(newest + ".json", newest + ".crc", "." + newest + ".json.crc")) {
      Files.deleteIfExists(log.resolve(file));
    }
    DeltaLog.clearCache();

    for (BatchRequest request : List.of(day, day.andWhatHasChanged(), day.asDryRun())) {
      assertThatThrownBy(() -> world.run(request))
          .isInstanceOf(BatchRefusal.class)
          .hasMessageContaining(
              "raw_events lacks what was there, and nobody has deleted it: "
                  + published.publicationId()
                  + " was computed from 3 events, of which version 1 lacks 1 (events-0 from"
                  + " offset 2 on).")
          .hasMessageContaining("--raw-version 1 ");
    }

    world.arrive(order("carl", "C-1", 1_000, "2026-11-09T11:00:00Z"));
    for (BatchRequest request : List.of(day.andWhatHasChanged(), BatchRequest.day(november(9)))) {
      assertThatThrownBy(() -> world.run(request))
          .as("a hole behind which the log goes on")
          .isInstanceOf(BatchRefusal.class)
          .hasMessageContaining(" was computed from 3 events, of which version 2 lacks 1. So");
    }
    assertThat(world.note().days()).containsEntry(november(8), published.publicationId());

    assertThat(world.run(day.atRawVersion(published.rawVersion() - 1)).conversions()).isEqualTo(1);
  }

  @Test
  void theSameRunIdAgainChangesNothingEvenOnALongerRawLog() {
    world.arrive(order("berta", "B-1", 1_000, "2026-11-08T11:00:00Z"));
    var versions = world.versions();

    BatchSummary second = world.run(BatchRequest.day(november(8)).named(PublishedDay.RUN_ID));

    assertThat(second.publicationId()).isEqualTo(PublishedDay.summary().publicationId());
    assertThat(second.conversions()).isEqualTo(1);
    assertThat(world.versions()).isEqualTo(versions);
  }

  @Test
  void aRunIdOfOtherDaysIsTaken() {
    assertThatThrownBy(() -> world.run(BatchRequest.day(november(9)).named(PublishedDay.RUN_ID)))
        .isInstanceOf(BatchRefusal.class)
        .hasMessageContaining("The run id nightly-8 is taken")
        .hasMessageContaining("2026-11-08");
  }

  /**
   * Of its copies the one that was received first counts: here it arrives last. The day that it is
   * published on comes along with a run of the other, for the sake of the refund.
   */
  @Test
  void anOrderThatIsOfAnotherDayNowIsNotPublishedOnBoth() {
    world.arrive(
        order("anna", "A-1", 1_001, "2026-11-07T23:59:50Z"),
        refund("A-1", 400, "2026-11-08T12:00:00Z"));

    assertThat(world.awaitingRestatement())
        .containsExactly(new AwaitingRestatement(november(8), "EUR", 0, 0, 1));
    assertThatThrownBy(() -> world.run(BatchRequest.day(november(7)).asDryRun()))
        .isInstanceOf(BatchRefusal.class)
        .hasMessageContaining(
            "The order A-1 is of 2026-11-07 by what has arrived since, and published on"
                + " 2026-11-08.")
        .hasMessageContaining("Publish both days in one run, with --from and --to.");

    world.run(BatchRequest.days(november(7), november(8)));

    assertThat(world.micros(november(7), "last_touch")).isEqualTo(Map.of("Direct", 1_000_000L));
    assertThat(world.micros(november(8), "last_touch")).isEqualTo(Map.of("Direct", 0L));
    assertThat(revenue(november(7))).isEqualTo(1_001);
    assertThat(revenue(november(8))).isEqualTo(-400);
  }

  private long revenue(LocalDate day) {
    return world
        .cells(day)
        .where(col("model").equalTo("last_touch"))
        .agg(sum("revenue_minor"))
        .first()
        .getLong(0);
  }

  @Test
  void aLateTouchMovesCreditThatWasGivenAndALateOrderWaitsForItsDayToBeRestated() {
    world.arrive(
        click("anna", "2026-11-08T09:00:00Z", "newsletter", "email"),
        order("anna", "A-2", 2_500, "2026-11-08T11:00:00Z"));
    var versions = world.versions();

    assertThat(world.awaitingRestatement())
        .containsExactly(new AwaitingRestatement(november(8), "EUR", 1, 2_500, 0));

    BatchSummary tried = world.run(BatchRequest.day(november(8)).asDryRun());

    assertThat(world.versions()).isEqualTo(versions);
    assertThat(tried.publicationId()).isNull();
    assertThat(tried.notes())
        .contains("Orders of published days come out otherwise by now: 2 of 2026-11-08.");
    assertThat(tried.changes())
        .filteredOn(change -> change.model().equals("last_touch"))
        .containsExactlyInAnyOrder(
            new BatchSummary.ChannelChange(
                "last_touch", "Email", null, "EUR", 0, 2_000_000, 0, 3_501),
            new BatchSummary.ChannelChange(
                "last_touch", "Paid Search", null, "EUR", 1_000_000, 0, 1_001, 0));

    BatchSummary restated = world.run(BatchRequest.day(november(8)));

    assertThat(restated.publicationId()).isNotEqualTo(PublishedDay.summary().publicationId());
    assertThat(restated.conversions()).isEqualTo(2);
    assertThat(world.awaitingRestatement()).isEmpty();
    assertThat(world.note().days()).isEqualTo(Map.of(november(8), restated.publicationId()));
    assertThat(world.note().boundary()).isEqualTo(Boundary.after(november(8), ZoneOffset.UTC));
    assertThat(world.micros(november(8), "last_touch")).isEqualTo(Map.of("Email", 2_000_000L));
    assertThat(
            world
                .current(Table.CREDITS_FINAL, "conversion_day")
                .where(col("model").equalTo("linear"))
                .where(col("order_id").equalTo("A-1"))
                .select("revenue_minor")
                .collectAsList())
        .as("no orphan is left of the old credit")
        .extracting(row -> row.getLong(0))
        .containsExactlyInAnyOrder(501L, 500L);
  }
}
