package dev.tributary.batch.layout;

import static dev.tributary.batch.Arrivals.again;
import static dev.tributary.batch.Arrivals.click;
import static dev.tributary.batch.Arrivals.clickOf;
import static dev.tributary.batch.Arrivals.identify;
import static dev.tributary.batch.Arrivals.landing;
import static dev.tributary.batch.Arrivals.order;
import static dev.tributary.batch.Arrivals.orderOf;
import static dev.tributary.batch.Arrivals.redirect;
import static dev.tributary.batch.Arrivals.unlink;
import static dev.tributary.batch.Arrivals.withdrawal;
import static dev.tributary.batch.BatchWorld.november;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.batch.BatchRefusal;
import dev.tributary.batch.BatchRequest;
import dev.tributary.batch.BatchWorld;
import dev.tributary.batch.Compaction;
import dev.tributary.batch.Step;
import dev.tributary.batch.raw.RawKeys;
import dev.tributary.batch.raw.RawLog;
import dev.tributary.core.config.Config;
import dev.tributary.core.event.EventRow;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import dev.tributary.testkit.Sketch;
import io.delta.tables.DeltaTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is kept from run to run is what a fresh start gives, row for row, however events arrive:
 * late, twice, first copy last, naming other persons than before, on shared computers and with
 * shared logins, withdrawn, taken back, deleted, and with runs that died between two of the tables.
 *
 * <p>One history in the suite; {@code -Dtributary.histories=50} tries as many.
 */
class KeptLayoutTest {

  private static final byte[] KEY = "a key that only tests know".getBytes(StandardCharsets.UTF_8);
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final int VISITORS = 80;

  /** Limits so small that guards bite. */
  private static final Config KEEPING =
      BatchWorld.KEEPING
          .with("identity.users_per_visitor", "2")
          .with("identity.users_per_person", "3")
          .with("identity.visitors_per_user", "4");

  private BatchWorld world;
  private Random random;
  private final List<EventRow> history = new ArrayList<>();

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("tributary.histories", 1L));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void incrementalIsFresh(long seed, @TempDir Path root) {
    world = new BatchWorld(root);
    random = new Random(seed);

    arrive(200, this::next);
    Layout first = keep();
    Set<Long> generations = generations(first);

    arrive(2, this::next);
    TimelineTable aRunThatDied = new TimelineTable(world.lake, KEEPING);
    aRunThatDied.commit(aRunThatDied.towards(raw(), keys()), raw());
    arrive(2, this::next);
    TimelineTable anotherThatDied = new TimelineTable(world.lake, KEEPING);
    anotherThatDied.commit(anotherThatDied.towards(raw(), keys()), raw());
    new ComponentTable(world.lake, KEEPING, Optional.of(KEY))
        .upTo(world.lake.version(Table.TIMELINE));
    arrive(2, this::next);
    Layout grown = keep();
    assertThatItIsFresh(grown);
    if (seed == 1) {
      // The history in the suite takes the way of additions; others may touch so many, or bring so
      // early a copy, that all is made anew.
      assertThat(generations(grown)).as("who was not touched").containsAll(generations);
      assertThat(generations(grown)).as("who was").hasSize(2);
      assertThat(resolvedFrom())
          .as("components that no new event names stay")
          .hasSizeGreaterThan(1);
    }

    Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofDays(400));
    assertThat(compact(ahead).notes())
        .as("by a clock that is ahead every file is old")
        .singleElement()
        .asString()
        .contains("clock may be ahead, so no file was removed");
    assertThat(compact(Clock.systemUTC()).notes()).isEmpty();
    assertThat(world.lake.read(Table.JOURNEYS).inputFiles()).as("one bucket").hasSize(1);
    assertThat(world.lake.read(Table.TIMELINE).inputFiles()).hasSize(1);
    arrive(2, this::next);
    Layout compacted = keep();
    assertThatItIsFresh(compacted);
    if (seed == 1) {
      assertThat(generations(compacted)).as("who was not touched").containsAll(generations(grown));
    }

    arrive(5, this::firstCopyLast);
    delete(history.get(random.nextInt(history.size())).key());
    assertThatItIsFresh(keep());

    Config small = KEEPING.with("batch.keep_from_events", "1000000");
    assertThatItIsFresh(
        Layout.kept(world.lake, raw(), small, Optional.of(KEY), Step.Listener.NONE));
    assertThat(Stream.of(Table.values()).filter(Table::isLayout))
        .as("what is no longer kept would keep what is deleted from the log")
        .allSatisfy(table -> assertThat(world.lake.read(table).count()).isZero());
    assertThatItIsFresh(keep());
  }

  @Test
  void fromEventsThatAreNotThoseOfTheLogNothingIsPublished(@TempDir Path root) {
    world = new BatchWorld(root);
    world.arrive(
        click("v1", "2026-11-07T09:00:00Z", "google", "cpc"),
        order("v1", "A", 1_000, "2026-11-07T10:00:00Z"));
    keep();
    String note = world.lake.note(Table.TIMELINE, world.lake.version(Table.TIMELINE)).orElseThrow();
    world.lake.replace(
        Table.TIMELINE, world.lake.read(Table.TIMELINE).where("order_id IS NULL"), note);

    assertThatThrownBy(() -> world.run(BatchRequest.days(november(7), november(7)), KEEPING))
        .isInstanceOf(BatchRefusal.class)
        .hasMessageContaining("The table timeline does not hold the events of the raw log")
        .hasMessageContaining("Delete the tables timeline, identity_components and journeys");
    assertThat(world.note()).isEqualTo(PublicationNote.NONE);
  }

  /** Apps send one at every logout. */
  @Test
  void anUnlinkOfTwoWhoNeverMetLeavesTheirJourneysAlone(@TempDir Path root) {
    world = new BatchWorld(root);
    world.arrive(
        clickOf("u", "w", "2026-11-07T09:00:00Z"),
        orderOf("u", "w", "A", 1_000, "2026-11-07T10:00:00Z"),
        click("v", "2026-11-07T09:30:00Z", "google", "cpc"),
        unlink("v", "u", "2026-11-07T11:00:00Z"));
    keep();
    world.arrive(click("v", "2026-11-08T09:00:00Z", "google", "cpc"));
    assertThatItIsFresh(keep());
  }

  @Test
  void journeysAsAnEarlierReleaseKeptThemAreLaidOutAnew(@TempDir Path root) {
    world = new BatchWorld(root);
    String table = "delta.`" + world.lake.location(Table.JOURNEYS) + "`";
    world
        .lake
        .spark()
        .sql(
            "CREATE TABLE "
                + table
                + " (person_id STRING, touches ARRAY<STRUCT<touch: STRUCT<key: STRING>,"
                + " visitorId: STRING, atMicros: BIGINT, channelId: INT>>, conversions"
                + " ARRAY<STRUCT<event: STRUCT<key: STRING>, atMicros: BIGINT, valueMinor:"
                + " BIGINT>>, channels ARRAY<STRING>, generation BIGINT) USING DELTA");
    world
        .lake
        .spark()
        .sql("INSERT INTO " + table + " VALUES ('visitor:gone', array(), array(), array(), 3)");
    for (int i = 0; i < 8; i++) {
      world.arrive(click("v" + i, "2026-11-07T09:00:00Z", "google", "cpc"));
    }
    world.arrive(order("v1", "A", 1_000, "2026-11-07T10:00:00Z"));

    assertThatItIsFresh(keep());
    assertThat(world.lake.schema(Table.JOURNEYS).sameType(Lake.definition(Table.JOURNEYS)))
        .isTrue();
    world.arrive(click("v1", "2026-11-07T09:30:00Z", "google", "organic"));
    assertThatItIsFresh(keep());
    world.arrive(
        click("v2", "2026-11-07T09:30:00Z", "google", "organic"),
        click("v3", "2026-11-07T09:30:00Z", "google", "organic"));
    assertThatItIsFresh(keep());
  }

  @Test
  void anotherBuildOrAnotherTableIsNotBuiltUpon(@TempDir Path build) throws Exception {
    LayoutNote note = new LayoutNote(3, "this table", "these rules", 0);
    assertThat(LayoutNote.of(Optional.of(note.json()))).contains(note);
    assertThat(LayoutNote.of(Optional.of("compacted by hand"))).isEmpty();
    assertThat(note.isOf("this table", "these rules")).isTrue();
    assertThat(note.isOf("made again", "these rules")).isFalse();
    assertThat(note.isOf("this table", "other rules")).isFalse();
    assertThat(LayoutRules.of(Config.defaults()))
        .isNotEqualTo(LayoutRules.of(Config.defaults().with("attribution.half_life_days", "3")));
    assertThat(LayoutRules.named("/one/domains-1.5.jar:/one/core.jar"))
        .isEqualTo(LayoutRules.named("/two/domains-1.5.jar:/two/core.jar"))
        .isNotEqualTo(LayoutRules.named("/one/domains-1.6.jar:/one/core.jar"));
    Files.writeString(build.resolve("rules.yaml"), "one");
    String before = LayoutRules.digest(build);
    Files.writeString(build.resolve("rules.yaml"), "two");
    assertThat(LayoutRules.digest(build)).isNotEqualTo(before);
  }

  private void arrive(int events, Supplier<EventRow> draw) {
    EventRow[] batch = new EventRow[events];
    for (int i = 0; i < events; i++) {
      batch[i] = draw.get();
      history.add(batch[i]);
    }
    world.arrive(batch);
  }

  private void delete(String key) {
    DeltaTable.forPath(world.lake.spark(), world.lake.location(Table.RAW_EVENTS))
        .delete(col("key").equalTo(key));
  }

  private Compaction.Report compact(Clock clock) {
    return new Compaction(world.lake.spark(), world.data, KEEPING, clock)
        .run(List.of(Table.TIMELINE, Table.IDENTITY_COMPONENTS, Table.JOURNEYS));
  }

  private RawLog raw() {
    return RawLog.open(world.lake, null);
  }

  private RawKeys keys() {
    return new RawKeys(raw());
  }

  private Layout keep() {
    return Layout.kept(world.lake, raw(), KEEPING, Optional.of(KEY), Step.Listener.NONE);
  }

  private void assertThatItIsFresh(Layout kept) {
    try (Layout fresh = Layout.anew(raw(), KEEPING, Optional.of(KEY))) {
      assertThat(rows(kept)).isEqualTo(rows(fresh));
    }
  }

  private static Set<Long> generations(Layout layout) {
    return layout.journeys().rows().collectAsList().stream()
        .map(JourneyRow::generation)
        .collect(Collectors.toSet());
  }

  /** Versions of timeline that the components were last resolved from. */
  private Set<Long> resolvedFrom() {
    return ComponentTable.generations(world.lake, KEEPING)
        .current()
        .select("generation")
        .collectAsList()
        .stream()
        .map(row -> row.getLong(0))
        .collect(Collectors.toSet());
  }

  /** Distinct events, who is who, then journeys, without what tells when they were laid out. */
  private static List<String> rows(Layout layout) {
    List<String> rows =
        new ArrayList<>(
            layout.timeline().collectAsList().stream().map(Object::toString).sorted().toList());
    layout.persons().identityRows("").collectAsList().stream()
        .map(Row::toString)
        .sorted()
        .forEach(rows::add);
    rows.add(layout.persons().oddities().toString());
    layout.journeys().rows().drop("generation").toJSON().collectAsList().stream()
        .sorted()
        .forEach(rows::add);
    return rows;
  }

  private EventRow next() {
    String visitor = "v" + random.nextInt(VISITORS);
    String user = "u" + random.nextInt(VISITORS / 4);
    String at = START.plusSeconds(random.nextInt(8 * 24) * 3_600L).toString();
    String tcid = "t" + random.nextInt(VISITORS / 4);
    return switch (random.nextInt(10)) {
      case 0 -> click(visitor, at, "google", "cpc");
      case 1 -> clickOf(user, visitor, at);
      case 2 -> redirect(tcid, at);
      case 3 -> landing(visitor, tcid, at);
      case 4 -> identify(visitor, user, at);
      case 5 -> unlink(visitor, user, at);
      case 6 -> order(visitor, "o" + random.nextInt(VISITORS), random.nextInt(9_999), at);
      case 7 -> orderOf(user, visitor, "o" + random.nextInt(VISITORS), random.nextInt(9_999), at);
      case 8 -> withdrawal(Sketch.PSEUDONYMS.of(visitor), at);
      default ->
          history.isEmpty()
              ? click(visitor, at, "newsletter", "email")
              : again(history.get(random.nextInt(history.size())), Duration.ofHours(5));
    };
  }

  private EventRow firstCopyLast() {
    return again(history.get(random.nextInt(history.size())), Duration.ofMillis(-500));
  }
}
