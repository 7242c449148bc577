package dev.tributary.batch;

import static dev.tributary.batch.Arrivals.click;
import static dev.tributary.batch.Arrivals.order;
import static dev.tributary.batch.Arrivals.refund;
import static dev.tributary.batch.BatchWorld.november;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.plan.DayPlan;
import dev.tributary.batch.plan.DayRange;
import dev.tributary.batch.publish.PublicationRow;
import dev.tributary.batch.publish.Publications;
import dev.tributary.batch.publish.Publisher;
import dev.tributary.batch.stage.Leftovers;
import dev.tributary.batch.stage.PartProgress;
import dev.tributary.batch.stage.UnfinishedRun;
import dev.tributary.batch.stage.UnfinishedRuns;
import dev.tributary.batch.stage.WriterId;
import dev.tributary.core.config.Config;
import dev.tributary.core.view.AwaitingRestatement;
import dev.tributary.core.view.Boundary;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Table;
import io.delta.tables.DeltaTable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A range in parts whose process is killed with SIGKILL in the middle. The same command again goes
 * on where it was, and ends as a run that computed all days at once and was never interrupted.
 */
class BackfillTest {

  private static final BatchRequest FIVE_DAYS = BatchRequest.days(november(3), november(7));
  private static final Config A_PART_A_DAY = Config.defaults().with("batch.part_rows", "1");

  private static Path died;
  private static BatchWorld uninterrupted;
  private static BatchSummary expected;

  private BatchWorld world;

  @BeforeAll
  static void killedWhenTwoOfFivePartsWereWritten(@TempDir Path root) throws Exception {
    uninterrupted = new BatchWorld(root.resolve("uninterrupted"));
    uninterrupted.arrive(
        click("anna", "2026-11-03T08:00:00Z", "google", "cpc"),
        order("anna", "A-1", 1_001, "2026-11-03T10:00:00Z"),
        click("anna", "2026-11-04T09:00:00Z", "newsletter", "email"),
        click("berta", "2026-11-04T09:00:00Z", "bing", "cpc"),
        order("anna", "A-2", 2_000, "2026-11-05T10:00:00Z"),
        order("berta", "B-1", 3_000, "2026-11-05T11:00:00Z"),
        order("carla", "C-1", 4_000, "2026-11-06T10:00:00Z"),
        refund("A-1", 400, "2026-11-06T12:00:00Z"),
        order("anna", "A-3", 5_000, "2026-11-07T10:00:00Z"));
    WriterId.of(uninterrupted.data, Config.defaults()); // Both publish under one name.
    died = root.resolve("died");
    FileUtils.copyDirectory(uninterrupted.data.root().toFile(), died.toFile());
    BatchWorld killed = new BatchWorld(died);
    Process process =
        BatchProcess.start(
            List.of(),
            killed.data,
            new DayRange(FIVE_DAYS.from(), FIVE_DAYS.to()),
            "batch.part_rows=1",
            "batch.parts_at_once=1");
    expected = uninterrupted.run(FIVE_DAYS);
    assertThat(BatchProcess.killAt("PART 2", process)).endsWith("PART 1", "PART 2");
    assertThat(process.waitFor()).isEqualTo(137);
  }

  @BeforeEach
  void aCopyOfWhatItLeft(@TempDir Path root) throws Exception {
    FileUtils.copyDirectory(died.toFile(), root.toFile());
    world = new BatchWorld(root, 9);
  }

  @Test
  void goesOnWhereItWasAndEndsAsIfNothingHadHappened() {
    assertThat(world.note()).as("nothing is seen of it").isEqualTo(PublicationNote.NONE);
    assertThat(world.lake.read(Table.CONVERSIONS).count()).as("but kept").isPositive();
    world.arrive(order("dora", "D-1", 7_700, "2026-11-04T23:00:00Z"));
    List<PartProgress> told = new ArrayList<>();

    BatchSummary summary =
        new NightlyBatch(
                world.lake.spark(),
                world.data,
                A_PART_A_DAY,
                BatchWorld.MORNING,
                new Step.Listener() {
                  @Override
                  public void reached(Step step) {}

                  @Override
                  public void written(PartProgress part) {
                    told.add(part);
                  }
                })
            .run(FIVE_DAYS);

    assertThat(told).extracting(PartProgress::part).containsExactly(3, 4, 5);
    assertThat(told).extracting(PartProgress::parts).containsOnly(5);
    assertThat(told.get(2).left()).isEqualTo(Duration.ZERO);
    assertThat(summary.notes())
        .anyMatch(note -> note.contains("of its 5 parts 2 were written"))
        .noneMatch(note -> note.contains("removed"));
    assertThat(summary)
        .usingRecursiveComparison()
        .ignoringFields("seconds", "notes")
        .isEqualTo(expected);
    for (Table table :
        List.of(
            Table.CREDITS_FINAL,
            Table.CONVERSIONS,
            Table.TOUCHPOINTS,
            Table.ADJUSTMENTS,
            Table.IDENTITIES,
            Table.ATTRIBUTION)) {
      assertThat(rows(world, table)).as(table.tableName()).isEqualTo(rows(uninterrupted, table));
    }
    assertThat(world.note()).isEqualTo(uninterrupted.note());
    assertThat(world.awaitingRestatement())
        .as("what arrived while it lay")
        .containsExactly(new AwaitingRestatement(november(4), "EUR", 1, 7_700, 0));
    assertThat(new UnfinishedRuns(world.data).publicationIds()).isEmpty();
  }

  @Test
  void onlyPartsThatHaveAllTheirRowsAreKept() {
    DeltaTable.forPath(world.lake.spark(), world.lake.location(Table.TOUCHPOINTS))
        .delete(col("person_id").isNotNull());

    Optional<UnfinishedRun> begun = settle(FIVE_DAYS, A_PART_A_DAY, BatchWorld.MORNING);

    assertThat(begun.orElseThrow().staged()).isEmpty();
    assertThat(world.lake.read(Table.CREDITS_FINAL).isEmpty()).isTrue();
  }

  @Test
  void anotherRunLeavesItsPartsAndSaysSo() {
    Leftovers leftovers = leftovers(A_PART_A_DAY, BatchWorld.MORNING);

    assertThat(leftovers.settle(BatchRequest.day(november(9)))).isEmpty();

    assertThat(leftovers.notes())
        .singleElement()
        .asString()
        .contains("2026-11-03 to 2026-11-07 ended early; 2 of its 5 parts are written")
        .contains("The same command again goes on with it.");
    Leftovers otherwise =
        leftovers(A_PART_A_DAY.with("attribution.half_life_days", "3"), BatchWorld.MORNING);
    assertThat(otherwise.settle(BatchRequest.day(november(9)))).isEmpty();
    assertThat(otherwise.notes())
        .singleElement()
        .asString()
        .contains("The same command again with the settings of then goes on with it.");
    assertThat(settle(FIVE_DAYS, A_PART_A_DAY, BatchWorld.MORNING)).isPresent();
  }

  @Test
  void nothingIsBuiltUponOtherRulesANewerPublicationADeletedEventOrAWeek() {
    Config otherRules = A_PART_A_DAY.with("attribution.half_life_days", "3");
    Clock aWeekLater = Clock.offset(BatchWorld.MORNING, Duration.ofDays(7));

    assertThatItBeginsAnew(
        run -> ofAnotherLog(run, run.rawVersion()), "events were deleted from the raw log since");
    assertThatItBeginsAnew(
        run -> ofAnotherLog(run, run.rawVersion() + 100), "events were deleted from the raw log");
    assertThatItBeginsAnew(otherRules, BatchWorld.MORNING, "the settings, the fits or the program");
    assertThatItBeginsAnew(A_PART_A_DAY, aWeekLater, "it had begun at 2026-11-10T03:00:00Z");
    publishFromALongerLog();
    assertThatItBeginsAnew(A_PART_A_DAY, BatchWorld.MORNING, "pub-later has published days of it");
    DeltaTable.forPath(world.lake.spark(), world.lake.location(Table.RAW_EVENTS))
        .delete(col("order_id").equalTo("C-1"));
    assertThatItBeginsAnew(A_PART_A_DAY, BatchWorld.MORNING, "events were deleted");
  }

  @Test
  void aRunThatLackedOrdersIsBegunAnewOnceMoreHasArrivedUnlessItIsToBePublishedAsItIs() {
    UnfinishedRuns runs = new UnfinishedRuns(world.data);
    UnfinishedRun refused = runs.read(expected.publicationId()).orElseThrow().refusedForLack();
    runs.save(refused);
    assertThat(settle(FIVE_DAYS, A_PART_A_DAY, BatchWorld.MORNING)).contains(refused);
    world.arrive(order("dora", "D-1", 7_700, "2026-11-04T23:00:00Z"));

    Config asItIs = A_PART_A_DAY.with("batch.largest_drop_percent", "100");
    assertThat(settle(FIVE_DAYS, asItIs, BatchWorld.MORNING)).contains(refused);
    assertThatItBeginsAnew(
        A_PART_A_DAY,
        BatchWorld.MORNING,
        "it was refused since events or orders lacked, and the raw log is");
  }

  @Test
  void aRunWhoseDaysAreOthersByNowIsBegunAnewFromTheNewestLog() {
    UnfinishedRuns runs = new UnfinishedRuns(world.data);
    UnfinishedRun died = runs.read(expected.publicationId()).orElseThrow();
    BatchRequest seventh = BatchRequest.day(november(7)); // All days before came along with it.
    runs.save(
        new UnfinishedRun(
            died.publicationId(),
            seventh,
            died.rawVersion(),
            died.rawHighWater(),
            died.rules(),
            died.begunAt(),
            died.parts(),
            died.staged(),
            died.standing()));
    publishFromALongerLog();
    world.arrive(order("dora", "D-1", 7_700, "2026-11-07T23:00:00Z"));

    BatchSummary summary = world.run(seventh, A_PART_A_DAY);

    assertThat(summary.notes())
        .anyMatch(note -> note.contains("was removed: other days come along with these now"))
        .noneMatch(note -> note.contains("This goes on"));
    assertThat(summary.fromDay()).isEqualTo(november(6));
    assertThat(summary.rawVersion()).isEqualTo(world.lake.version(Table.RAW_EVENTS));
    assertThat(world.awaitingRestatement())
        .extracting(AwaitingRestatement::day)
        .doesNotContain(november(7));
    assertThat(runs.publicationIds()).isEmpty();
  }

  private static UnfinishedRun ofAnotherLog(UnfinishedRun run, long version) {
    return new UnfinishedRun(
        run.publicationId(),
        run.request(),
        version,
        run.rawHighWater().replace("\"events\":9", "\"events\":8"),
        run.rules(),
        run.begunAt(),
        run.parts(),
        run.staged(),
        run.standing());
  }

  /** The same when the run had been another. */
  private void assertThatItBeginsAnew(UnaryOperator<UnfinishedRun> other, String why) {
    UnfinishedRuns runs = new UnfinishedRuns(world.data);
    UnfinishedRun run = runs.read(expected.publicationId()).orElseThrow();
    assertThat(other.apply(run)).isNotEqualTo(run);
    runs.save(other.apply(run));
    assertThatItBeginsAnew(A_PART_A_DAY, BatchWorld.MORNING, why);
    runs.save(run);
  }

  private void assertThatItBeginsAnew(Config config, Clock clock, String why) {
    String id = expected.publicationId();
    UnfinishedRuns runs = new UnfinishedRuns(world.data);
    UnfinishedRun run = runs.read(id).orElseThrow();
    Leftovers leftovers = leftovers(config, clock);

    assertThat(leftovers.settle(FIVE_DAYS)).isEmpty();

    assertThat(leftovers.notes()).singleElement().asString().contains("was removed: " + why);
    assertThat(world.lake.read(Table.CREDITS_FINAL).isEmpty()).isTrue();
    runs.save(run); // For the next reason.
  }

  private Optional<UnfinishedRun> settle(BatchRequest request, Config config, Clock clock) {
    return leftovers(config, clock).settle(request);
  }

  private Leftovers leftovers(Config config, Clock clock) {
    return new Leftovers(world.lake, config, clock, new UnfinishedRuns(world.data));
  }

  /** A publication of one of the days, from a raw log longer than that of the killed run. */
  private void publishFromALongerLog() {
    PublicationNote after =
        new PublicationNote(
            "pub-later",
            Boundary.after(november(5), ZoneOffset.UTC),
            Map.of(november(5), "pub-later"));
    new Publications(world.lake)
        .add(
            new PublicationRow(
                "pub-later",
                "later",
                november(5),
                after.boundary().instant(),
                expected.rawVersion() + 1,
                "{}",
                "rules",
                "[]",
                "{}",
                BatchWorld.MORNING.instant(),
                Publications.days(after),
                "{}",
                "{}"));
    Dataset<Row> noCell =
        world.lake.spark().createDataFrame(List.<Row>of(), world.lake.schema(Table.ATTRIBUTION));
    new Publisher(world.lake)
        .publish(PublicationNote.NONE, after, DayPlan.range(november(5), november(5)), noCell);
  }

  private static List<String> rows(BatchWorld world, Table table) {
    return world.lake.read(table).drop("as_of").collectAsList().stream()
        .map(Object::toString)
        .sorted()
        .toList();
  }
}
