package dev.tributary.batch;

import static dev.tributary.batch.Arrivals.click;
import static dev.tributary.batch.Arrivals.order;
import static dev.tributary.batch.BatchWorld.november;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.batch.publish.Publications;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.DataException;
import dev.tributary.core.config.OwnedDirectory;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Table;
import io.delta.tables.DeltaTable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.sql.Column;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to a run, readers see the publication before it or its own. */
class InterruptedRunTest {

  private BatchWorld world;
  private PublicationNote before;

  @BeforeEach
  void aPublishedDayThatALateTouchWouldChange(@TempDir Path root) {
    world = PublishedDay.in(root);
    before = world.note();
    world.arrive(click("anna", "2026-11-08T09:00:00Z", "newsletter", "email"));
  }

  @Test
  void killedBetweenTheTablesOfTheLayoutThenBeforeItPublishedThenRightAfter() {
    assertThatThrownBy(() -> keeping(killAt(Step.EVENTS_KEPT)).run(BatchRequest.day(november(8))))
        .isInstanceOf(Killed.class);

    assertThat(world.lake.read(Table.TIMELINE).count()).isEqualTo(3);
    assertThat(world.lake.version(Table.JOURNEYS)).isZero();
    assertReadersSeeTheOldPublication();

    assertThatThrownBy(() -> keeping(killAt(Step.STAGED)).run(BatchRequest.day(november(8))))
        .isInstanceOf(Killed.class);

    assertThat(world.lake.read(Table.JOURNEYS).count()).isEqualTo(1);
    assertReadersSeeTheOldPublication();

    assertThatThrownBy(() -> keeping(killAt(Step.PUBLISHED)).run(BatchRequest.day(november(8))))
        .isInstanceOf(Killed.class);

    assertThat(world.micros(november(8), "last_touch")).isEqualTo(Map.of("Email", 1_000_000L));

    BatchSummary again = world.run(BatchRequest.day(november(8)), BatchWorld.KEEPING);

    assertThat(again.notes()).singleElement().asString().startsWith("Nothing changed");
    assertTheNewPublicationStandsAlone(again);
  }

  @Test
  void theClockJumpsAYearBackAfterItPublished() {
    Clock yearBefore = Clock.offset(BatchWorld.MORNING, Duration.ofDays(-365));
    BatchRequest eighth = BatchRequest.day(november(8));

    assertThatThrownBy(() -> world.at(yearBefore).run(eighth))
        .isInstanceOf(BatchRefusal.class)
        .hasMessageContaining("where it is 2025-11-10 now")
        .hasMessageContaining("set this machine's clock");
    assertThat(world.note()).isEqualTo(before);
  }

  @Test
  void theClockJumpsBackWhileItComputes() {
    AtomicReference<Instant> now = new AtomicReference<>(BatchWorld.MORNING.instant());
    Instant hourBefore = now.get().minusSeconds(3_600);

    BatchSummary summary =
        new NightlyBatch(
                world.lake.spark(),
                world.data,
                world.config,
                new MovedClock(now),
                step -> now.set(hourBefore))
            .run(BatchRequest.day(november(8)));

    assertThat(summary.notes())
        .filteredOn(note -> note.contains("clock"))
        .singleElement()
        .asString()
        .contains("clock says 2026-11-10T02:00:00Z")
        .contains(
            PublishedDay.summary().publicationId() + " was published at 2026-11-10T03:00:00Z");
    assertTheNewPublicationStandsAlone(summary);
    assertThat(new Publications(world.lake).newest().orElseThrow())
        .matches(row -> row.publicationId().equals(summary.publicationId()))
        .matches(row -> row.publishedAt().equals(Instant.parse("2026-11-10T03:00:00.000001Z")));
  }

  @Test
  void theClockJumpsAYearAhead() {
    Clock yearAfter = Clock.offset(BatchWorld.MORNING, Duration.ofDays(365));

    assertThatThrownBy(() -> world.at(yearAfter).run(BatchRequest.day(november(9).plusYears(1))))
        .isInstanceOf(BatchRefusal.class)
        .hasMessageContaining("this machine's clock is ahead")
        .hasMessageContaining("batch.longest_silence_days");
    assertThat(world.note()).isEqualTo(before);
  }

  @Test
  void aRunThatDiedBeforeItPublishedHasPublishedForNobodyAndTheNextRemovesWhatItLeft(
      @TempDir Path elsewhere) {
    BatchRequest abandoned = BatchRequest.day(november(8)).named("abandoned");
    assertThatThrownBy(() -> world.batch(killAt(Step.RECORDED)).run(abandoned))
        .isInstanceOf(Killed.class);
    String neverMade = new Publications(world.lake).ofRun("abandoned").get(0).publicationId();
    DataDirectory other = new DataDirectory(elsewhere);
    Config sameLake = BatchWorld.KEEPING.with("lake.location", world.data.lake().toString());

    assertThatThrownBy(
            () ->
                new PublicationLog(world.lake.spark(), other, sameLake, BatchWorld.MORNING)
                    .rollBackTo(neverMade))
        .isInstanceOf(BatchRefusal.class)
        .hasMessageContaining("The run abandoned ended before it published " + neverMade);

    BatchSummary there =
        new NightlyBatch(
                world.lake.spark(), other, sameLake, BatchWorld.MORNING, Step.Listener.NONE)
            .run(abandoned);

    assertThat(there.publicationId()).isNotEqualTo(neverMade);
    assertThat(world.lake.exists(Table.TIMELINE)).as("kept where another may write").isFalse();
    assertThat(world.run(abandoned).publicationId()).isEqualTo(there.publicationId());
    assertThat(world.lake.read(Table.CONVERSIONS).count()).isEqualTo(2);
    assertTheNewPublicationStandsAlone(there);
  }

  @Test
  void whatItPublishedStaysWhenAnotherDirectoryHasPublishedTheDayAnewSince(
      @TempDir Path elsewhere) {
    BatchRequest eighth = BatchRequest.day(november(8));
    assertThatThrownBy(() -> world.batch(killAt(Step.PUBLISHED)).run(eighth))
        .isInstanceOf(Killed.class);
    String published = world.note().publicationId();
    world.arrive(click("anna", "2026-11-08T09:30:00Z", "bing", "cpc"));
    new NightlyBatch(
            world.lake.spark(),
            new DataDirectory(elsewhere),
            Config.defaults().with("lake.location", world.data.lake().toString()),
            BatchWorld.MORNING,
            Step.Listener.NONE)
        .run(eighth);
    assertThat(world.note().days()).doesNotContainValue(published);

    world.run(eighth);

    assertThat(new Publications(world.lake).named(List.of(published))).hasSize(1);
    assertThat(
            world
                .lake
                .read(Table.CONVERSIONS)
                .where(col("publication_id").equalTo(published))
                .count())
        .isEqualTo(1);
  }

  @Test
  void aRunThatLosesAnOrderAndWhoseCreditDoesNotAddUpPublishesNothing() {
    Step.Listener loseRows =
        step -> {
          if (step == Step.STAGED) {
            delete(
                Table.CREDITS_FINAL,
                col("model").equalTo("linear").and(col("channel").equalTo("Email")));
            delete(Table.CONVERSIONS, col("order_id").equalTo("A-2"));
          }
        };
    world.arrive(order("anna", "A-2", 1_000, "2026-11-08T11:00:00Z"));

    assertThatThrownBy(() -> world.batch(loseRows).run(BatchRequest.day(november(8))))
        .isInstanceOf(BatchRefusal.class)
        .hasMessageContaining("nothing is published")
        .hasMessageContaining("order A-1 does not add up")
        .hasMessageContaining("500000 to 1000000 micros of 1000000")
        .hasMessageContaining("1 times in the raw log and 0 times in conversions")
        .hasMessageContaining("Run it again");
    assertThat(world.note()).isEqualTo(before);
  }

  private void delete(Table table, Column rows) {
    DeltaTable.forPath(world.lake.spark(), world.lake.location(table))
        .delete(rows.and(col("publication_id").notEqual(before.publicationId())));
  }

  @Test
  void twoAtOnce() {
    try (OwnedDirectory first = OwnedDirectory.claim(world.data.lock("batch"), "batch")) {
      assertThatThrownBy(() -> world.run(BatchRequest.day(november(8))))
          .isInstanceOf(DataException.class)
          .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
    }
    assertThat(world.note()).isEqualTo(before);
  }

  private NightlyBatch keeping(Step.Listener listener) {
    return new NightlyBatch(
        world.lake.spark(), world.data, BatchWorld.KEEPING, BatchWorld.MORNING, listener);
  }

  private void assertReadersSeeTheOldPublication() {
    assertThat(world.note()).isEqualTo(before);
    assertThat(world.micros(november(8), "last_touch"))
        .isEqualTo(Map.of("Paid Search", 1_000_000L));
  }

  private void assertTheNewPublicationStandsAlone(BatchSummary run) {
    assertThat(world.note().publicationId()).isEqualTo(run.publicationId());
    assertThat(world.micros(november(8), "last_touch")).isEqualTo(Map.of("Email", 1_000_000L));
    assertThat(world.current(Table.CREDITS_FINAL, "conversion_day").count()).isEqualTo(9);
    assertThat(world.lake.read(Table.PUBLICATIONS).count()).isEqualTo(2);
  }

  /** Says what it is set to, whatever was before. */
  private static final class MovedClock extends Clock {
    private final AtomicReference<Instant> now;

    MovedClock(AtomicReference<Instant> now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return Clock.fixed(instant(), zone);
    }
  }

  private static Step.Listener killAt(Step end) {
    return step -> {
      if (step == end) {
        throw new Killed();
      }
    };
  }

  /** Ends a run the way a kill does: nothing of the run itself happens after it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }
}
