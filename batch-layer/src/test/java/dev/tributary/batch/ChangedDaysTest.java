package dev.tributary.batch;

import static dev.tributary.batch.Arrivals.click;
import static dev.tributary.batch.Arrivals.identify;
import static dev.tributary.batch.Arrivals.order;
import static dev.tributary.batch.BatchWorld.november;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.event.EventRow;
import dev.tributary.lake.Table;
import io.delta.tables.DeltaTable;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events arrive late for days that are published, and a run looks what they have changed. */
class ChangedDaysTest {

  private static final EventRow EMILS_LATE_CLICK =
      click("emil", "2026-11-07T07:30:00Z", "google", "cpc");

  /**
   * Carl clicked an ad before Berta bought; the two are one person, as is heard afterwards. Of the
   * 6th nothing was known, so no publication names it.
   */
  private static final EventRow[] LATE = {
    EMILS_LATE_CLICK,
    identify("berta", "u1", "2026-11-08T07:00:00Z"),
    identify("carl", "u1", "2026-11-08T07:10:00Z"),
    order("gerd", "G-1", 300, "2026-11-06T09:00:00Z"),
    order("dora", "D-1", 700, "2026-11-09T09:00:00Z")
  };

  @Test
  void theNextNightRestatesTheOrdersThatTheyTouchAndNoOther(
      @TempDir Path root, @TempDir Path another) {
    BatchWorld world = new BatchWorld(root);
    FiveShoppers.arriveIn(world);
    world.run(BatchRequest.days(november(7), november(8)));
    world.arrive(LATE);

    BatchSummary tried =
        world.run(
            BatchRequest.day(november(9)).andWhatHasChanged().asDryRun(),
            world.config.with("batch.restatement_days", "1"));
    assertThat(tried.fromDay()).as("the 7th is not open any more").isEqualTo(november(8));
    assertThat(tried.notes())
        .contains("Orders of published days come out otherwise by now: 1 of 2026-11-08.");

    BatchSummary night = world.run(BatchRequest.day(november(9)).andWhatHasChanged());

    assertThat(night.fromDay()).isEqualTo(november(6));
    assertThat(night.toDay()).isEqualTo(november(9));
    assertThat(night.notes())
        .contains(
            "Orders of published days come out otherwise by now, so these were published anew:"
                + " 1 of 2026-11-06, 1 of 2026-11-07, 1 of 2026-11-08.");
    assertThat(credits(world)).hasSameElementsAs(credits(publishedAtOnce(another)));

    var versions = world.versions();
    BatchSummary again = world.run(BatchRequest.day(november(9)).andWhatHasChanged());
    assertThat(again.notes()).singleElement().asString().startsWith("Nothing changed: every");
    assertThat(again.publicationId()).isEqualTo(night.publicationId());
    assertThat(world.versions()).isEqualTo(versions);

    DeltaTable.forPath(world.lake.spark(), world.data.table("raw_events").toString())
        .delete(col("key").equalTo(EMILS_LATE_CLICK.key()));
    BatchSummary erased = world.run(BatchRequest.day(november(9)).andWhatHasChanged());
    assertThat(erased.fromDay()).isEqualTo(november(7));
    assertThat(erased.toDay()).as("the other days stay as they are").isEqualTo(november(7));
    assertThat(world.note().days())
        .containsEntry(november(7), erased.publicationId())
        .containsEntry(november(8), night.publicationId())
        .containsEntry(november(9), night.publicationId());
    assertThat(world.micros(november(7), "last_touch")).containsEntry("Email", 1_000_000L);
  }

  @Test
  void touchesOfADeletedVisitorWithoutAnOrderGoToo(@TempDir Path root) {
    BatchWorld world = PublishedDay.in(root);
    world.arrive(click("ida", "2026-11-08T09:00:00Z", "google", "cpc"));
    BatchRequest night = BatchRequest.day(november(8)).andWhatHasChanged();
    assertThat(world.run(night).notes())
        .as("a touch that only came late")
        .singleElement()
        .asString()
        .startsWith("Nothing changed: every");
    assertThat(world.run(BatchRequest.day(november(8))).touchpoints()).isEqualTo(2);

    DeltaTable.forPath(world.lake.spark(), world.data.table("raw_events").toString())
        .delete(col("visitor_id").equalTo("ida"));

    BatchSummary erased = world.run(night);
    assertThat(erased.notes())
        .contains(
            "Touches of published days come out no more, so these were published anew: 1 of"
                + " 2026-11-08.");
    assertThat(erased.touchpoints()).isEqualTo(1);
    assertThat(world.run(night).publicationId()).isEqualTo(erased.publicationId());
  }

  private static BatchWorld publishedAtOnce(Path root) {
    BatchWorld world = new BatchWorld(root);
    FiveShoppers.arriveIn(world);
    world.arrive(LATE);
    world.run(BatchRequest.days(november(6), november(9)));
    return world;
  }

  private static List<String> credits(BatchWorld world) {
    return world
        .current(Table.CREDITS_FINAL, "conversion_day")
        .drop("publication_id")
        .toJSON()
        .collectAsList();
  }
}
