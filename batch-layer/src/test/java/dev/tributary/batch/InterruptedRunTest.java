package dev.tributary.batch;

import static dev.tributary.batch.Arrivals.click;
import static dev.tributary.batch.BatchWorld.november;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.config.DataException;
import dev.tributary.core.config.OwnedDirectory;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Table;
import io.delta.tables.DeltaTable;
import java.nio.file.Path;
import java.util.Map;
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
  void killedBeforeItPublished() {
    assertThatThrownBy(() -> world.batch(killAt(Step.STAGED)).run(BatchRequest.day(november(8))))
        .isInstanceOf(Killed.class);

    assertThat(world.note()).isEqualTo(before);
    assertThat(world.micros(november(8), "last_touch"))
        .isEqualTo(Map.of("Paid Search", 1_000_000L));

    BatchSummary again = world.run(BatchRequest.day(november(8)));

    assertTheNewPublicationStandsAlone(again);
  }

  @Test
  void killedRightAfterItPublished() {
    assertThatThrownBy(() -> world.batch(killAt(Step.PUBLISHED)).run(BatchRequest.day(november(8))))
        .isInstanceOf(Killed.class);

    assertThat(world.micros(november(8), "last_touch")).isEqualTo(Map.of("Email", 1_000_000L));

    BatchSummary again = world.run(BatchRequest.day(november(8)));

    assertThat(again.notes()).singleElement().asString().startsWith("Nothing changed");
    assertTheNewPublicationStandsAlone(again);
  }

  @Test
  void theLeftoversOfARunThatIsNeverRepeatedAreRemovedByTheNext() {
    assertThatThrownBy(
            () ->
                world
                    .batch(killAt(Step.RECORDED))
                    .run(BatchRequest.day(november(8)).named("abandoned")))
        .isInstanceOf(Killed.class);

    world.run(BatchRequest.day(november(8)));

    assertThat(
            world.lake.read(Table.PUBLICATIONS).where(col("run_id").equalTo("abandoned")).isEmpty())
        .isTrue();
    assertThat(world.lake.read(Table.CONVERSIONS).count()).isEqualTo(2);
  }

  @Test
  void aRunWhoseCreditDoesNotAddUpPublishesNothing() {
    Step.Listener loseARow =
        step -> {
          if (step == Step.STAGED) {
            DeltaTable.forPath(world.lake.spark(), world.lake.location(Table.CREDITS_FINAL))
                .delete(col("model").equalTo("linear").and(col("channel").equalTo("Email")));
          }
        };

    assertThatThrownBy(() -> world.batch(loseARow).run(BatchRequest.day(november(8))))
        .isInstanceOf(BatchRefusal.class)
        .hasMessageContaining("nothing is published")
        .hasMessageContaining("order A-1 does not add up")
        .hasMessageContaining("500000 to 1000000 micros of 1000000")
        .hasMessageContaining("Run it again");
    assertThat(world.note()).isEqualTo(before);
  }

  @Test
  void aRunThatLosesAConversionPublishesNothing() {
    Step.Listener loseAConversion =
        step -> {
          if (step == Step.STAGED) {
            DeltaTable.forPath(world.lake.spark(), world.lake.location(Table.CONVERSIONS))
                .delete(col("order_id").equalTo("A-1"));
          }
        };

    assertThatThrownBy(() -> world.batch(loseAConversion).run(BatchRequest.day(november(8))))
        .isInstanceOf(BatchRefusal.class)
        .hasMessageContaining("1 times in the raw log and 0 times in conversions");
    assertThat(world.note()).isEqualTo(before);
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

  private void assertTheNewPublicationStandsAlone(BatchSummary run) {
    assertThat(world.note().publicationId()).isEqualTo(run.publicationId());
    assertThat(world.micros(november(8), "last_touch")).isEqualTo(Map.of("Email", 1_000_000L));
    assertThat(world.current(Table.CREDITS_FINAL, "conversion_day").count()).isEqualTo(9);
    assertThat(world.lake.read(Table.PUBLICATIONS).count()).isEqualTo(2);
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
