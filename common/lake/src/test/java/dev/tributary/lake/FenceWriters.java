package dev.tributary.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.view.Boundary;
import dev.tributary.core.view.PublicationNote;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The two writers of {@code attribution} in small: the note says how many days are published. */
final class FenceWriters {

  private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);
  private final Lake lake;
  private final Fence fence;
  private final int days;

  FenceWriters(Lake lake, int days) {
    this.lake = lake;
    this.fence = new Fence(lake);
    this.days = days;
  }

  /** The note when the first so many days are published. */
  static PublicationNote noteOf(int published) {
    Map<LocalDate, String> days = new TreeMap<>();
    for (int day = 1; day <= published; day++) {
      days.put(FIRST.plusDays(day - 1L), "publication-" + day);
    }
    LocalDate last = FIRST.plusDays(published - 1L);
    return new PublicationNote(
        "publication-" + published, Boundary.after(last, ZoneOffset.UTC), days);
  }

  void publish(int day) {
    LocalDate date = FIRST.plusDays(day - 1L);
    fence.commit(
        note ->
            Optional.of(
                new FencedChange(
                    cells(List.of(date), "final"), "day = '" + date + "'", noteOf(day))));
  }

  Optional<FencedChange> provisional(PublicationNote note) {
    int published = note.days().size();
    if (published == days) {
      return Optional.empty();
    }
    List<LocalDate> open = new ArrayList<>();
    for (int day = published; day < days; day++) {
      open.add(FIRST.plusDays(day));
    }
    return Optional.of(
        new FencedChange(
            cells(open, "provisional"),
            "status = 'provisional' AND day >= '" + open.get(0) + "'",
            note));
  }

  void provisionalUntilAllIsPublished() {
    Optional<Long> committed = Optional.of(0L);
    while (committed.isPresent()) {
      committed = fence.commit(this::provisional);
    }
  }

  /** Returns once somebody has written. */
  void awaitTheOther() {
    Instant deadline = Instant.now().plus(Duration.ofMinutes(5));
    while (lake.version(Table.ATTRIBUTION) == 0) {
      assertThat(Instant.now()).as("the other writer never wrote").isBefore(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  int publishedDays() {
    return fence.note().days().size();
  }

  List<String> days(String status) {
    return days(lake.read(Table.ATTRIBUTION), status);
  }

  /** Whoever reads at any version sees no day both final and provisional, nor loses one again. */
  void assertEveryVersionHadEachDayOnce() {
    long newest = lake.version(Table.ATTRIBUTION);
    PartitionHistory history = new PartitionHistory(Path.of(lake.location(Table.ATTRIBUTION)));
    Set<String> before = Set.of();
    for (long version = 1; version <= newest; version++) {
      List<String> seen = history.daysAt(version);
      assertThat(seen).as("days at version " + version).doesNotHaveDuplicates().containsAll(before);
      before = Set.copyOf(seen);
    }
    assertThat(before).hasSize(days);
  }

  private static List<String> days(Dataset<Row> cells, String status) {
    return cells
        .where(functions.col("status").equalTo(status))
        .select(functions.col("day").cast("string"))
        .sort("day")
        .as(Encoders.STRING())
        .collectAsList();
  }

  private Dataset<Row> cells(List<LocalDate> dates, String status) {
    return lake.spark()
        .createDataset(dates, Encoders.LOCALDATE())
        .toDF("day")
        .withColumn("status", functions.lit(status))
        .withColumn("channel", functions.lit("Direct"))
        .withColumn("credit_micros", functions.lit(1_000_000L));
  }
}
