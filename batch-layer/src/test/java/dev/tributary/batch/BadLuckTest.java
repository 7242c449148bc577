package dev.tributary.batch;

import static dev.tributary.batch.Arrivals.click;
import static dev.tributary.batch.BatchWorld.november;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.plan.DayRange;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A batch process that is killed with SIGKILL, or runs out of disk: readers see the publication
 * before it or its own, and the next run finishes the work.
 *
 * <p>A drill: {@code ./mvnw -pl batch-layer -am test -Dtest=BadLuckTest -Dtest.left.out=
 * -Dsurefire.failIfNoSpecifiedTests=false}. {@link BackfillTest} and {@link InterruptedRunTest} are
 * its quick form.
 */
@Tag("drill")
class BadLuckTest {

  private static final Map<String, Long> OLD = Map.of("Paid Search", 1_000_000L);
  private static final Map<String, Long> NEW = Map.of("Email", 1_000_000L);

  private BatchWorld world;
  private PublicationNote before;

  @BeforeEach
  void aPublishedDayThatALateTouchWouldChange(@TempDir Path root) {
    world = PublishedDay.in(root.resolve("data"));
    before = world.note();
    world.arrive(click("anna", "2026-11-08T09:00:00Z", "newsletter", "email"));
  }

  static Stream<Arguments> ends() {
    return Stream.concat(Stream.of(Step.values()), Stream.of((Step) null)).map(Arguments::of);
  }

  /** The step at which it is killed; null for a disk that fills up. */
  @ParameterizedTest
  @MethodSource("ends")
  void thePublicationBeforeItOrItsOwn(Step step) throws Exception {
    // No file of that process may grow beyond a few kilobytes: writing fails as on a full disk.
    List<String> shell =
        step == null ? List.of("bash", "-c", "ulimit -f 6; exec \"$@\"", "batch") : List.of();
    Process process =
        BatchProcess.start(
            shell,
            world.data,
            new DayRange(november(8), november(8)),
            "batch.keep_from_events=0",
            "batch.buckets=1");

    List<String> said = BatchProcess.killAt(step == null ? null : step.name(), process);

    if (step == null) {
      assertThat(said).last().asString().startsWith("REFUSED").contains("full", "Make room");
    } else {
      assertThat(said).contains(step.name());
      assertThat(process.waitFor()).isEqualTo(137);
    }
    assertThat(world.micros(november(8), "last_touch"))
        .isEqualTo(world.note().equals(before) ? OLD : NEW);
    world.run(BatchRequest.day(november(8)));
    assertTheNewPublicationStandsAlone();
  }

  private void assertTheNewPublicationStandsAlone() {
    assertThat(world.micros(november(8), "last_touch")).isEqualTo(NEW);
    assertThat(world.current(Table.CREDITS_FINAL, "conversion_day").count()).isEqualTo(9);
    List<String> known =
        world.lake.read(Table.PUBLICATIONS).select("publication_id").collectAsList().stream()
            .map(row -> row.getString(0))
            .toList();
    assertThat(
            world
                .lake
                .read(Table.CREDITS_FINAL)
                .where(col("publication_id").isInCollection(known).equalTo(false))
                .count())
        .isZero();
  }
}
