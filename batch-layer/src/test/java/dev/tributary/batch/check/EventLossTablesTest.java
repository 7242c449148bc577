package dev.tributary.batch.check;

import static java.time.temporal.ChronoUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.BatchRequest;
import dev.tributary.batch.TestSpark;
import dev.tributary.batch.plan.DayPlan;
import dev.tributary.batch.raw.RawLog;
import dev.tributary.core.config.Config;
import dev.tributary.core.view.Boundary;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the collector edge numbered at noon of a day of this week, in real tables. */
class EventLossTablesTest {

  /** Within the week that Delta lets versions be read after. */
  private static final LocalDate DAY = LocalDate.now(ZoneOffset.UTC).minusDays(5);

  private static final Instant NOON = DAY.atTime(12, 0).toInstant(ZoneOffset.UTC);

  /** A number that no row has. */
  private static final long NONE = -1;

  @TempDir Path folder;
  private Lake lake;

  @BeforeEach
  void tables() throws IOException {
    lake = new Lake(TestSpark.session(), folder);
    for (Table table : List.of(Table.RAW_EVENTS, Table.REJECTED_EVENTS)) {
      lake.create(table);
      changed(table, NOON.minus(1, HOURS));
    }
  }

  @Test
  void whatWasRefusedInABatchBehindThePinnedOneNeitherMakesNorFillsAGap() throws IOException {
    long pinned = taken("raw-1", 0, NOON, 1, 2, 4, 7);
    refused("raw-1", 0, NOON, 3, 5);
    taken("raw-1", 1, NOON, 8);
    refused("raw-1", 1, NOON, 6, 20);
    taken("raw-2", 0, NOON, 21);
    refused("raw-2", 0, NOON, 22, 40);
    taken("raw-2", 1, NOON, NONE);
    refused("raw-2", 1, NOON, 39);
    refused("no lane of this log", 0, NOON, 9);
    refused("copied-lane", 7, NOON, 10);

    assertThat(gaps(pinned)).containsExactly(onTheWay(2, pinned));
    assertThat(gaps(lake.version(Table.RAW_EVENTS)))
        .singleElement()
        .asString()
        .startsWith("25 events of the collector edge, ");
  }

  @Test
  void ofWhatMayHaveBeenDeletedNobodySaysThatItWasLost() throws IOException {
    taken("raw-1", 0, NOON, LongStream.rangeClosed(1, 10).toArray());
    refused("raw-1", 0, NOON, 11);
    long whole = taken("raw-1", 1, NOON, 12);
    delete(Table.RAW_EVENTS, "sequence = 5", NOON.plus(10, HOURS));
    delete(Table.REJECTED_EVENTS, "sequence = 11", NOON.plus(20, HOURS));
    Instant later = NOON.plus(30, HOURS);
    taken("raw-1", 2, later, 13, 15);
    refused("raw-1", 2, later, 16);
    update(Table.REJECTED_EVENTS, "payload", NOON.plus(40, HOURS));
    long newest = lake.version(Table.RAW_EVENTS);

    String why = "rows were taken out of rejected_events at " + NOON.plus(20, HOURS) + " (DELETE)";
    assertThat(gaps(whole)).containsExactly(notKnown(1, whole, why));
    assertThat(gaps(newest)).containsExactly(onTheWay(1, newest), notKnown(2, newest, why));
    assertThat(missing(newest).unexplained()).isEqualTo(1);
  }

  @Test
  void aDeletionExplainsNoMoreThanItTookOut() throws IOException {
    long version = taken("raw-1", 0, NOON, 1, 2, 3, 7, 8);
    delete(Table.RAW_EVENTS, "sequence = 2", NOON.plus(10, HOURS));

    assertThat(missing(version).unexplained()).as("as of before the deletion").isEqualTo(3);
    MissingEvents missing = missing(lake.version(Table.RAW_EVENTS));
    assertThat(missing.notes()).hasSize(1);
    assertThat(missing.unexplained()).isEqualTo(3);
    assertThat(missing.unexplainedNotes())
        .hasSize(2)
        .last()
        .isEqualTo(
            "Rows taken out since then: 1 at most; so 3 at least of those of which it is not known"
                + " are missing for another reason.");
    delete(Table.RAW_EVENTS, "sequence IN (1, 8)", NOON.plus(20, HOURS));
    assertThat(missing(lake.version(Table.RAW_EVENTS)).unexplained()).isEqualTo(2);
  }

  @Test
  void whereTheLogTellsNoLongerWhatWasDeletedItIsNotKnown() throws IOException {
    taken("raw-1", 0, NOON, 1, 2, 3);
    delete(Table.RAW_EVENTS, "sequence = 2", NOON.plus(10, HOURS));
    long first = taken("raw-1", 1, NOON.plus(20, HOURS), 4);
    taken("raw-1", 2, NOON.plus(30, HOURS), 5);
    long last = taken("raw-1", 3, NOON.plus(40, HOURS), 8);
    DeltaLog.forTable(lake.spark(), lake.location(Table.RAW_EVENTS)).checkpoint();
    for (long version = 0; version < first; version++) {
      Files.delete(commit(Table.RAW_EVENTS, version));
    }

    assertThat(gaps(last))
        .containsExactly(
            onTheWay(2, last),
            notKnown(
                1,
                last,
                "the log of raw_events does not tell what was taken out before "
                    + NOON.plus(20, HOURS)));

    FileUtils.deleteDirectory(folder.resolve(Table.REJECTED_EVENTS.tableName()).toFile());
    assertThat(gaps(last)).containsExactly(notKnown(3, last, "there is no table rejected_events"));
  }

  private static String onTheWay(long events, long version) {
    return told(events, version)
        + "'tributary complete' tells whether %s on the way."
            .formatted(events == 1 ? "it is" : "they are");
  }

  private static String notKnown(long events, long version, String why) {
    return told(events, version)
        + "whether %s lost is not known, since %s."
            .formatted(events == 1 ? "it was" : "they were", why);
  }

  private static String told(long events, long version) {
    return (events == 1
            ? "1 event of the collector edge, numbered ahead of what it received in the hour of %s, is neither in version %d"
                + " of raw_events nor was it refused by then; "
            : "%3$d events of the collector edge, numbered ahead of what it received in the hour of %s, are neither in"
                + " version %d of raw_events nor were they refused by then; ")
        .formatted(NOON, version, events);
  }

  private List<String> gaps(long version) {
    return missing(version).notes();
  }

  private MissingEvents missing(long version) {
    DayPlan plan =
        DayPlan.of(
            BatchRequest.day(DAY),
            Boundary.NOTHING_PUBLISHED,
            new TreeSet<>(List.of(DAY)),
            ZoneOffset.UTC);
    return EventLoss.missing(
        lake, RawLog.open(lake, version), Config.defaults(), plan, Boundary.NOTHING_PUBLISHED);
  }

  /** Stores accepted events as the raw lane does; the version that holds them. */
  private long taken(String life, long batch, Instant storedAt, long... numbers)
      throws IOException {
    append(
        Table.RAW_EVENTS,
        life,
        batch,
        storedAt,
        numbers,
        "string(id) AS key",
        "'click' AS event_type",
        "TIMESTAMP'" + NOON + "' AS occurred_at",
        "'collector' AS source_name",
        "'events' AS kafka_topic",
        "0 AS kafka_partition",
        "id AS kafka_offset");
    return lake.version(Table.RAW_EVENTS);
  }

  private void refused(String life, long batch, Instant storedAt, long... numbers)
      throws IOException {
    append(
        Table.REJECTED_EVENTS,
        life,
        batch,
        storedAt,
        numbers,
        "'{}' AS payload",
        "'events-rejected' AS kafka_topic");
  }

  private void append(
      Table table, String life, long batch, Instant storedAt, long[] numbers, String... columns)
      throws IOException {
    String wanted =
        LongStream.of(numbers).mapToObj(Long::toString).collect(Collectors.joining(", "));
    List<String> all = new ArrayList<>(List.of(columns));
    all.add("id AS sequence");
    all.add("'edge' AS collector_id");
    all.add("TIMESTAMP'" + NOON + "' AS received_at");
    all.add("TIMESTAMP'" + storedAt + "' AS stored_at");
    all.add("'" + life + "-" + batch + "' AS ingest_batch");
    lake.appendOnce(
        table,
        lake.spark()
            .range(0, 100, 1, 1)
            .where("id IN (" + wanted + ")")
            .selectExpr(all.toArray(String[]::new)),
        life,
        batch);
    changed(table, storedAt);
  }

  private void delete(Table table, String rows, Instant at) throws IOException {
    DeltaTable.forPath(lake.spark(), lake.location(table)).delete(rows);
    changed(table, at);
  }

  private void update(Table table, String emptied, Instant at) throws IOException {
    DeltaTable.forPath(lake.spark(), lake.location(table))
        .update(Map.of(emptied, functions.lit(null)));
    changed(table, at);
  }

  /** Makes the newest version of that time. */
  private void changed(Table table, Instant at) throws IOException {
    Files.setLastModifiedTime(commit(table, lake.version(table)), FileTime.from(at));
  }

  private Path commit(Table table, long version) {
    return folder
        .resolve(table.tableName())
        .resolve("_delta_log")
        .resolve("%020d.json".formatted(version));
  }
}
