package dev.tributary.batch;

import static dev.tributary.batch.Arrivals.click;
import static dev.tributary.batch.Arrivals.order;
import static dev.tributary.batch.BatchWorld.november;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.config.Config;
import dev.tributary.core.event.EventRow;
import dev.tributary.lake.Table;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days that add up and yet look as if something did not arrive. */
class SuspiciousDayTest {

  private static final Config ANY_FALL =
      Config.of(Map.of("batch.part_rows", "1", "batch.largest_drop_percent", "100"));
  private static final Config A_PART_A_DAY = Config.of(Map.of("batch.part_rows", "1"));

  private static BatchWorld world;

  @BeforeAll
  static void aDayOfSixtyOrdersOfWhichThreeMoreWereNumbered(@TempDir Path root) throws IOException {
    world = new BatchWorld(root);
    EventRow[] orders = orders(60, "2026-11-07T10:00:00Z");
    world.arrive(Arrays.copyOf(orders, 40));
    world.lose(3);
    world.arrive(Arrays.copyOfRange(orders, 40, 60));
    madeBefore("2026-11-01T00:00:00Z", Table.RAW_EVENTS, Table.REJECTED_EVENTS);
  }

  /**
   * The files say when: tables made after their rows were stored tell of no row that it is lost.
   */
  private static void madeBefore(String instant, Table... tables) throws IOException {
    for (Table table : tables) {
      Path log = world.data.lake().resolve(table.tableName()).resolve("_delta_log");
      Files.setLastModifiedTime(
          log.resolve("00000000000000000000.json"), FileTime.from(Instant.parse(instant)));
    }
  }

  @Test
  void whatLackedOrdersIsPublishedByTheSameCommandOnceTheyHaveArrived(@TempDir Path root) {
    BatchWorld lacking = new BatchWorld(root);
    BatchRequest both = BatchRequest.days(november(7), november(8));
    lacking.arrive(orders(60, "2026-11-07T10:00:00Z"));
    lacking.arrive(orders(5, "2026-11-08T10:00:00Z"));
    for (int time = 0; time < 2; time++) {
      assertThatThrownBy(() -> lacking.run(both, A_PART_A_DAY))
          .isInstanceOf(BatchRefusal.class)
          .hasMessageContaining("Orders of 2026-11-08: 5, of the day before: 60")
          .hasMessageContaining("run it again");
    }
    lacking.arrive(orders(40, "2026-11-08T11:00:00Z"));

    BatchSummary published = lacking.run(both, A_PART_A_DAY);

    assertThat(published.conversions()).isEqualTo(105);
    assertThat(published.notes()).anyMatch(note -> note.contains("since events or orders lacked"));
  }

  @Test
  void aDayThatWasTakenAsItIsIsNotAskedAboutAgainForAnOrderThatWasDeleted(@TempDir Path root) {
    BatchWorld taken = new BatchWorld(root);
    BatchRequest both = BatchRequest.days(november(7), november(8));
    taken.arrive(orders(60, "2026-11-07T10:00:00Z"));
    taken.arrive(orders(5, "2026-11-08T10:00:00Z"));
    assertThat(taken.run(both, ANY_FALL).conversions()).isEqualTo(65);
    DeltaTable.forPath(taken.lake.spark(), taken.lake.location(Table.RAW_EVENTS))
        .delete(col("order_id").equalTo("O-2026-11-08T10:00:00Z-3"));

    assertThat(taken.run(both, A_PART_A_DAY).conversions()).isEqualTo(64);
  }

  private static EventRow[] orders(int count, String at) {
    return IntStream.range(0, count)
        .mapToObj(number -> order("v" + number, "O-" + at + "-" + number, 1_000, at))
        .toArray(EventRow[]::new);
  }

  @Test
  void whatNobodyHasIsPublishedWithoutOnceThatIsSaid() {
    BatchRequest seventh = BatchRequest.day(november(7));
    BatchRequest eighth = BatchRequest.day(november(8));

    assertThatThrownBy(() -> world.run(seventh.asDryRun(), accepting(2)))
        .isInstanceOf(BatchRefusal.class)
        .hasMessageContaining("3 events of the collector ")
        .hasMessageContaining("received in the hour of 2026-11-07T10:00:00Z")
        .hasMessageContaining("tributary complete")
        .hasMessageContaining("batch.lost_events_accepted=3");
    assertThatThrownBy(() -> world.run(seventh)).hasMessageContaining("nothing is published");
    assertThat(world.note().days()).isEmpty();

    assertThat(world.run(seventh, accepting(3)).notes())
        .singleElement()
        .asString()
        .startsWith("3 events of the collector ");

    world.lose(2);
    world.arrive(click("late", "2026-11-08T10:00:00Z", "google", "cpc"));
    assertThatThrownBy(() -> world.run(eighth, accepting(2)))
        .isInstanceOf(BatchRefusal.class)
        .hasMessageContaining("Orders of 2026-11-08: 0, of the day before: 60")
        .hasMessageContaining("batch.largest_drop_percent=100");
    assertThat(world.note().days()).containsOnlyKeys(november(7));

    BatchSummary taken =
        world.run(
            BatchRequest.days(november(7), november(8)),
            Config.of(
                Map.of("batch.largest_drop_percent", "100", "batch.lost_events_accepted", "2")));

    assertThat(world.note().days()).containsOnlyKeys(november(7), november(8));
    assertThat(taken.notes())
        .as("the first three were told when their day was published, and are still missing")
        .hasSize(2)
        .last()
        .asString()
        .startsWith("2 events of the collector ")
        .contains("received in the hour of 2026-11-08T10:00:00Z");

    world.arrive(order("late", "P-1", 1_000, "2026-11-08T11:00:00Z"));
    BatchSummary restated = world.run(eighth.asDryRun());
    assertThat(restated.conversions())
        .as("what was said once of a day need not be said again")
        .isEqualTo(1);
  }

  private static Config accepting(int lostEvents) {
    return Config.of(Map.of("batch.lost_events_accepted", "" + lostEvents));
  }
}
