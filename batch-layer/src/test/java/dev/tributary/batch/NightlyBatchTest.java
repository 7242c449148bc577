package dev.tributary.batch;

import static dev.tributary.batch.Arrivals.order;
import static dev.tributary.batch.BatchWorld.november;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.lake.Table;
import java.nio.file.Path;
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
