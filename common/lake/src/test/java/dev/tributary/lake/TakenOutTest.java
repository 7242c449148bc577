package dev.tributary.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten refused events of one file, and what was done to them since. */
class TakenOutTest {

  private static final Table TABLE = Table.REJECTED_EVENTS;

  @TempDir Path folder;
  private Lake lake;
  private Instant stored;

  @BeforeEach
  void tenRowsOfATableThatIsOlderThanThey() throws IOException {
    lake = new Lake(TestLake.session(), folder);
    lake.create(TABLE);
    stored = Instant.now();
    made(stored.minusSeconds(1));
    append(0);
  }

  @Test
  void aDeletionTookOutAsManyRowsAsItSays() {
    table().delete("sequence < 2");
    assertThat(takenOut().map(TakenOut::rows)).hasValue(2L);
    table().delete("sequence = 7");
    assertThat(takenOut().map(TakenOut::rows)).hasValue(3L);
    assertThat(takenOut().orElseThrow().why())
        .startsWith("rows were taken out of rejected_events at ")
        .endsWith(" (DELETE)");
  }

  @Test
  void aMergeTookOutWhatItDeleted() {
    table()
        .as("kept")
        .merge(lake.read(TABLE).where("sequence > 6").as("gone"), "kept.sequence = gone.sequence")
        .whenMatched()
        .delete()
        .execute();
    assertThat(takenOut().map(TakenOut::rows)).hasValue(3L);
  }

  @Test
  void ofAnOverwriteNobodyKnowsHowManyRowsItTookOut() {
    lake.read(TABLE)
        .where("sequence = 3")
        .write()
        .format("delta")
        .mode("overwrite")
        .save(lake.location(TABLE));
    assertThat(takenOut().map(TakenOut::rows)).hasValue(TakenOut.UNKNOWN_ROWS);
  }

  @Test
  void whatKeepsItsRowsTookNoneOut() {
    append(1);
    table().optimize().executeCompaction();
    table().update(Map.of("payload", functions.lit("{}")));
    assertThat(takenOut()).isEmpty();
  }

  @Test
  void aCopiedLogTellsByItsOwnWordsWhenItBegan() throws IOException {
    table().delete("sequence = 7");
    made(Instant.now().plus(Duration.ofDays(2)));
    assertThat(takenOut().map(TakenOut::rows)).hasValue(1L);
    assertThat(since(Instant.now())).as("deleted before the moment asked about").isEmpty();
  }

  @Test
  void aTableThatWasMadeAnewDoesNotTellWhatWasThereBefore() {
    TakenOut unknown = since(stored.minus(Duration.ofDays(1))).orElseThrow();
    assertThat(unknown.rows()).isEqualTo(TakenOut.UNKNOWN_ROWS);
    assertThat(unknown.why()).startsWith("the log of rejected_events does not tell what was taken");
  }

  @Test
  void betweenTwoVersionsEveryDeletionCountsAndARestoreDoesNot() throws IOException {
    long first = lake.version(TABLE);
    table().delete("sequence < 2");
    table().delete("sequence = 7");
    table().restoreToVersion(first);
    append(1);
    long last = lake.version(TABLE);
    assertThat(TakenOut.rows(lake, TABLE, first, last)).isEqualTo(3);
    assertThat(TakenOut.rows(lake, TABLE, first + 1, last)).isEqualTo(1);
    assertThat(TakenOut.rows(lake, TABLE, last, first)).isZero();

    DeltaLog.forTable(lake.spark(), lake.location(TABLE)).checkpoint();
    Files.delete(commit(first + 1));
    assertThat(TakenOut.rows(lake, TABLE, first, last)).isEqualTo(TakenOut.UNKNOWN_ROWS);
    assertThat(TakenOut.rows(lake, TABLE, first + 1, last)).isEqualTo(1);
  }

  private Optional<TakenOut> takenOut() {
    return since(stored);
  }

  private Optional<TakenOut> since(Instant since) {
    return TakenOut.since(lake, TABLE, lake.version(TABLE), since);
  }

  private DeltaTable table() {
    return DeltaTable.forPath(lake.spark(), lake.location(TABLE));
  }

  private void append(long batch) {
    lake.appendOnce(
        TABLE,
        lake.spark().range(0, 10, 1, 1).selectExpr("id AS sequence", "string(id) AS payload"),
        "test",
        batch);
  }

  /** Gives the files of all versions that there are a time. */
  private void made(Instant at) throws IOException {
    for (long version = 0; version <= lake.version(TABLE); version++) {
      Files.setLastModifiedTime(commit(version), FileTime.from(at));
    }
  }

  private Path commit(long version) {
    return folder
        .resolve(TABLE.tableName())
        .resolve("_delta_log")
        .resolve("%020d.json".formatted(version));
  }
}
