package dev.tributary.batch;

import static dev.tributary.batch.Arrivals.cancel;
import static dev.tributary.batch.Arrivals.click;
import static dev.tributary.batch.Arrivals.order;
import static dev.tributary.batch.Arrivals.refund;
import static dev.tributary.batch.BatchWorld.november;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tributary.batch.publish.Publications;
import dev.tributary.lake.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdjustmentPostingTest {

  private static Path arrived;
  private static Path published;

  private BatchWorld world;

  @BeforeAll
  static void twoTouchesAndAnOrderWhoseDayIsPublished(@TempDir Path root) throws IOException {
    arrived = root.resolve("arrived");
    published = root.resolve("published");
    new BatchWorld(arrived)
        .arrive(
            click("anna", "2026-11-06T10:00:00Z", "google", "cpc"),
            click("anna", "2026-11-07T09:00:00Z", "newsletter", "email"),
            order("anna", "A-1", 1_001, "2026-11-07T10:00:00Z"));
    FileUtils.copyDirectory(arrived.toFile(), published.toFile());
    new BatchWorld(published).run(BatchRequest.day(november(7)));
  }

  private static BatchWorld copy(Path of, Path root) throws IOException {
    FileUtils.copyDirectory(of.toFile(), root.toFile());
    return new BatchWorld(root, 3);
  }

  @Test
  void refundsOfLaterDaysPostOnTheirOwnDaysAndEndAtZeroAndOneOfBeforeItsOrderOnTheOrders(
      @TempDir Path root) throws IOException {
    world = copy(published, root);
    world.arrive(
        refund("A-1", 500, "2026-11-08T10:00:00Z"),
        refund("A-1", 900, "2026-11-09T10:00:00Z"),
        refund("B-1", 100, "2026-11-08T23:00:00Z"),
        order("ben", "B-1", 1_000, "2026-11-09T09:00:00Z"));

    world.run(BatchRequest.day(november(8)));

    assertThat(adjustments())
        .extracting(row -> row.getString(0), row -> row.getString(2))
        .containsExactlyInAnyOrder(
            tuple("2026-11-08", "posted"), tuple("2026-11-08", "unknown_order"));

    BatchSummary ninth = world.run(BatchRequest.day(november(9)));

    assertThat(ninth.notes())
        .anyMatch(note -> note.contains("posted on 2026-11-08 fall on other days"))
        .anyMatch(note -> note.startsWith("1 adjustment (before_order) is dated before its order"));

    assertThat(revenue(november(7), "linear"))
        .isEqualTo(Map.of("Email", 500L, "Paid Search", 501L));
    assertThat(revenue(november(8), "linear"))
        .isEqualTo(Map.of("Email", -250L, "Paid Search", -250L));
    assertThat(revenue(november(9), "linear"))
        .isEqualTo(Map.of("Email", -250L, "Paid Search", -251L, "Direct", 900L));
    assertThat(world.micros(november(9), "linear"))
        .isEqualTo(Map.of("Email", 0L, "Paid Search", 0L, "Direct", 1_000_000L));
    assertThat(leftByTouch()).allMatch(row -> row.getLong(3) == 0).hasSize(9);
    assertThat(adjustments())
        .extracting(row -> row.getString(0), row -> row.getLong(1), row -> row.getString(2))
        .containsExactlyInAnyOrder(
            tuple("2026-11-08", 501L, "posted"),
            tuple("2026-11-09", 0L, "over_refund"),
            tuple("2026-11-09", 900L, "before_order"));
  }

  @Test
  void aLateTouchLeavesNothingBehindWhenAllIsRefundedNeitherBeforeItsDayIsRestatedNorAfter(
      @TempDir Path root) throws IOException {
    world = copy(published, root);
    world.arrive(click("anna", "2026-11-07T09:30:00Z", "bing", "cpc"));
    long before = world.lake.version(Table.RAW_EVENTS);
    world.arrive(
        cancel("A-1", "2026-11-08T10:00:00Z"), order("ben", "B-1", 100, "2026-11-08T12:00:00Z"));

    BatchSummary eighth = world.run(BatchRequest.day(november(8)));

    assertThat(leftByTouch()).allMatch(row -> row.getLong(3) == 0).hasSize(9);

    assertThatThrownBy(() -> world.run(BatchRequest.day(november(7)).atRawVersion(before)))
        .as("it would share the order without knowing what was cancelled of it")
        .isInstanceOf(BatchRefusal.class)
        .hasMessageContaining("An adjustment of the order A-1 is published on 2026-11-08")
        .hasMessageContaining("without --raw-version");

    BatchSummary restated = world.run(BatchRequest.day(november(7)));

    assertThat(computedBy(restated))
        .startsWith(
            "{\"2026-11-08\":{\"publication_id\":\""
                + eighth.publicationId()
                + "\",\"raw_version\":");
    assertThat(computedBy(eighth)).isEqualTo("{}");
    assertThat(restated.notes())
        .anyMatch(note -> note.contains("lie on 2026-11-08; they were posted anew there"));
    assertThat(leftByTouch()).allMatch(row -> row.getLong(3) == 0).hasSize(12);
    assertThat(revenue(november(8), "linear"))
        .isEqualTo(Map.of("Email", -334L, "Paid Search", -667L, "Direct", 100L));
    assertThat(revenue(november(7), "linear"))
        .isEqualTo(Map.of("Email", 334L, "Paid Search", 667L));
    assertThat(world.micros(november(8), "linear")).containsEntry("Direct", 1_000_000L);
    assertThat(adjustments()).extracting(row -> row.getLong(1)).containsExactly(0L);
    assertThat(world.run(BatchRequest.day(november(7)).named("again")).notes())
        .as("nothing is left to post anew")
        .noneMatch(note -> note.contains("adjustments") || note.contains("Adjustments"));
  }

  @Test
  void aLateRefundMovesWhatALaterDayCancelsAndThatDayIsStillToBeRestated(@TempDir Path root)
      throws IOException {
    world = copy(arrived, root);
    world.arrive(cancel("A-1", "2026-11-09T10:00:00Z"));
    world.run(BatchRequest.day(november(9)));
    world.arrive(
        refund("A-1", 301, "2026-11-08T10:00:00Z"),
        order("ben", "B-1", 100, "2026-11-09T12:00:00Z"));

    world.run(BatchRequest.day(november(8)));

    assertThat(leftByTouch()).allMatch(row -> row.getLong(3) == 0).hasSize(9);
    assertThat(total(revenue(november(8), "linear"))).isEqualTo(-301);
    assertThat(total(revenue(november(9), "linear"))).isEqualTo(-700);

    world.run(BatchRequest.day(november(9)));

    assertThat(revenue(november(9), "linear")).containsEntry("Direct", 100L);
    assertThat(total(revenue(november(9), "linear"))).isEqualTo(-600);
  }

  private static long total(Map<String, Long> revenue) {
    return revenue.values().stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void oneRunOfSeveralDaysPostsTheSameAsARunEachAndAnUnknownOrdersRefundMovesNothing(
      @TempDir Path root) throws IOException {
    world = copy(arrived, root);
    world.arrive(
        refund("A-1", 500, "2026-11-08T10:00:00Z"),
        refund("nobody", 700, "2026-11-08T10:00:00Z"),
        refund("A-1", 900, "2026-11-09T10:00:00Z"));

    BatchSummary summary = world.run(BatchRequest.day(november(9)));

    assertThat(revenue(november(8), "linear"))
        .isEqualTo(Map.of("Email", -250L, "Paid Search", -250L));
    assertThat(revenue(november(9), "linear"))
        .isEqualTo(Map.of("Email", -250L, "Paid Search", -251L));
    assertThat(summary.conversions()).isEqualTo(1);
    assertThat(adjustments())
        .extracting(row -> row.getString(2))
        .containsExactlyInAnyOrder("posted", "unknown_order", "over_refund");
    assertThat(summary.notes()).anyMatch(note -> note.contains("1 adjustment (unknown_order)"));
  }

  private Map<String, Long> revenue(LocalDate day, String model) {
    Map<String, Long> byChannel = new TreeMap<>();
    world
        .cells(day)
        .where(col("model").equalTo(model))
        .collectAsList()
        .forEach(
            row ->
                byChannel.merge(row.getAs("channel"), row.<Long>getAs("revenue_minor"), Long::sum));
    return byChannel;
  }

  /** Model, position, credit and revenue of the order's touches over all days. */
  private List<Row> leftByTouch() {
    Dataset<Row> credits = world.current(Table.CREDITS_FINAL, "conversion_day");
    return credits
        .where(col("order_id").equalTo("A-1"))
        .groupBy("model", "position")
        .agg(sum("credit_micros"), sum("revenue_minor"))
        .collectAsList();
  }

  private List<Row> adjustments() {
    return world
        .current(Table.ADJUSTMENTS, "posted_day")
        .orderBy("posted_day")
        .select(col("posted_day").cast("string"), col("after_minor"), col("outcome"))
        .collectAsList();
  }

  private String computedBy(BatchSummary run) {
    return new Publications(world.lake).named(List.of(run.publicationId())).get(0).computedBy();
  }
}
