package dev.tributary.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.view.PublicationNote;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FenceTest {

  private static final int DAYS = 4;

  @TempDir Path folder;
  private Lake lake;

  @BeforeEach
  void create() {
    lake = new Lake(TestLake.session(), folder);
    lake.create(Table.ATTRIBUTION);
  }

  @Test
  void beforeTheFirstPublicationThereIsNoNote() {
    assertThat(new Fence(lake).note()).isEqualTo(PublicationNote.NONE);
  }

  @Test
  void noteOfTheNewestCommitIsReadPastMaintenance() {
    FenceWriters writers = new FenceWriters(lake, DAYS);
    writers.publish(1);
    lake.spark().sql("OPTIMIZE delta.`" + lake.location(Table.ATTRIBUTION) + "`");
    lake.spark()
        .sql(
            "ALTER TABLE delta.`"
                + lake.location(Table.ATTRIBUTION)
                + "` SET TBLPROPERTIES ('made.by' = 'test')");
    assertThat(writers.publishedDays()).isEqualTo(1);
  }

  @Test
  void aPublicationThatWasRolledBackHasBeenNamedAndOneThatWasNeverMadeHasNot() {
    FenceWriters writers = new FenceWriters(lake, DAYS);
    writers.publish(2);
    writers.publish(1);
    Fence fence = new Fence(lake);

    assertThat(fence.hasNamed("publication-2", Instant.now())).isTrue();
    assertThat(fence.hasNamed("publication-3", Instant.now())).isFalse();
  }

  @Test
  void emptyDayIsPublishedAllTheSame() {
    Dataset<Row> none = lake.read(Table.ATTRIBUTION).limit(0);
    Optional<Long> version =
        new Fence(lake)
            .commit(
                note ->
                    Optional.of(
                        new FencedChange(none, "day = '2026-11-01'", FenceWriters.noteOf(1))));
    assertThat(version).isPresent();
    assertThat(new Fence(lake).note()).isEqualTo(FenceWriters.noteOf(1));
  }

  @Test
  void nothingToChangeIsNoCommit() {
    long before = lake.version(Table.ATTRIBUTION);
    assertThat(new Fence(lake).commit(note -> Optional.empty())).isEmpty();
    assertThat(lake.version(Table.ATTRIBUTION)).isEqualTo(before);
  }

  /** The other commits between our look at the note and our write: Delta would skip in silence. */
  @Test
  void versionTakenBeforeTheWriteBeganIsNoticedAndTriedAgain() {
    FenceWriters other = new FenceWriters(lake, DAYS);
    AtomicInteger asked = new AtomicInteger();
    new Fence(lake)
        .commit(
            note -> {
              if (asked.incrementAndGet() == 1) {
                other.publish(1);
              }
              return other.provisional(note);
            });
    assertThat(asked).hasValue(2);
    assertThat(other.days("final")).containsExactly("2026-11-01");
    assertThat(other.days("provisional")).containsExactly("2026-11-02", "2026-11-03", "2026-11-04");
  }

  @Test
  void writerWhoNeverComesFirstGivesUpWithTheReason() {
    FenceWriters other = new FenceWriters(lake, 1);
    assertThatThrownBy(
            () ->
                new Fence(lake, 2)
                    .commit(
                        note -> {
                          new Fence(lake).commit(other::provisional);
                          return other.provisional(note);
                        }))
        .isInstanceOf(FenceException.class)
        .hasMessageContaining("another writer committed each time first");
  }

  /** Its plan takes so long that a quicker writer commits meanwhile, until that one has to wait. */
  @Test
  void writerWhoWasOutrunCommitsNext() {
    FenceWriters quick = new FenceWriters(lake, 1);
    List<CompletableFuture<Optional<Long>>> commits = new ArrayList<>();
    Optional<Long> slow =
        new Fence(lake)
            .commit(
                note -> {
                  commits.add(
                      CompletableFuture.supplyAsync(
                          () -> new Fence(lake).commit(quick::provisional)));
                  if (commits.size() <= 3) {
                    commits.get(commits.size() - 1).join();
                  }
                  return quick.provisional(note);
                });
    assertThat(commits).as("attempts of the slow writer").hasSize(4);
    assertThat(commits.get(2).join()).hasValueSatisfying(v -> assertThat(v).isLessThan(slow.get()));
    assertThat(commits.get(3).join())
        .hasValueSatisfying(v -> assertThat(v).isGreaterThan(slow.get()));
  }

  @Test
  void publisherAndProvisionalWriterRacedInOneProcess() {
    FenceWriters writers = new FenceWriters(lake, DAYS);
    CompletableFuture<Void> provisional =
        CompletableFuture.runAsync(() -> writers.provisionalUntilAllIsPublished());
    writers.awaitTheOther();
    for (int day = 1; day <= DAYS; day++) {
      writers.publish(day);
    }
    provisional.orTimeout(6, TimeUnit.MINUTES).join();
    assertThat(writers.days("provisional")).isEmpty();
    assertThat(writers.days("final")).hasSize(DAYS);
    writers.assertEveryVersionHadEachDayOnce();
  }

  @Test
  void publisherAndProvisionalWriterRacedInTwoProcesses() throws Exception {
    FenceWriters writers = new FenceWriters(lake, DAYS);
    Process other = OtherProcess.start(FenceRacer.class, folder.toString(), "" + DAYS);
    writers.awaitTheOther();
    for (int day = 1; day <= DAYS; day++) {
      writers.publish(day);
    }
    List<String> said = OtherProcess.finish(other);
    assertThat(said).as("commits of the other process").isNotEmpty();
    assertThat(writers.days("provisional")).isEmpty();
    assertThat(writers.days("final")).hasSize(DAYS);
    writers.assertEveryVersionHadEachDayOnce();
  }
}
