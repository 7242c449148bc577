package dev.tributary.batch.fit;

import static dev.tributary.batch.Arrivals.again;
import static dev.tributary.batch.Arrivals.click;
import static dev.tributary.batch.BatchWorld.november;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.BatchWorld;
import dev.tributary.batch.credit.ConversionRow;
import dev.tributary.batch.credit.TouchpointRow;
import dev.tributary.batch.publish.PublicationRow;
import dev.tributary.batch.publish.Publications;
import dev.tributary.core.attribution.paths.PathTable;
import dev.tributary.core.event.EventRow;
import dev.tributary.lake.Records;
import dev.tributary.lake.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths over several publications, of which the later knows more of who is who. */
class PublishedPathsTest {

  @Test
  void whoOrderedWhenALaterNightKnewThemIsNoNullPathAndAStrangerWhomItToldApartIsOne(
      @TempDir Path root) {
    BatchWorld world = new BatchWorld(root);
    world.arrive(click("v", "2026-11-07T08:00:00Z", "google", "cpc"));
    touches(
        world,
        touch("person of v and w", "v", 7),
        touch("person of v and w", "w", 7),
        touch("person of x", "x", 7),
        touch("person of m", "v", 8), // A member who was named on a browser that v shares.
        touch("person of x", "x", 8)); // Published twice, since its first copy came last.
    append(
        world,
        Table.CONVERSIONS,
        ConversionRow.class,
        new ConversionRow(
            "person of u",
            "key of the order",
            "A-1",
            "purchase",
            Instant.parse("2026-11-08T10:00:00Z"),
            november(8),
            500,
            "EUR",
            "v",
            false,
            "night of 8"));
    world.lake.append(
        Table.CREDITS_FINAL,
        world
            .lake
            .spark()
            .sql(
                """
            SELECT 'night of 8' AS publication_id, DATE'2026-11-08' AS conversion_day,
              'linear' AS model, 'purchase' AS conversion_type, 'A-1' AS order_id,
              1 AS position, 'Paid Search' AS channel, 1000000L AS credit_micros, 500L AS revenue_minor
            """));
    world.lake.append(
        Table.IDENTITIES,
        world
            .lake
            .spark()
            .sql(
                """
            SELECT kind, identifier, person_id, publication_id
            FROM VALUES
              ('visitor_id', 'v', 'person of v and w', 'night of 7'),
              ('visitor_id', 'w', 'person of v and w', 'night of 7'),
              ('user_id', 'u', 'person of u', 'night of 8'),
              ('user_id', 'm', 'person of m', 'night of 8'),
              ('visitor_id', 'v', 'person of u', 'night of 8')
              AS linked(kind, identifier, person_id, publication_id)
            """));
    published(world, "night of 7", "2026-11-08T03:00:00Z");
    published(world, "night of 8", "2026-11-09T03:00:00Z");

    PathTable paths =
        new PublishedPaths(
                world.lake,
                new TreeMap<>(Map.of(november(7), "night of 7", november(8), "night of 8")),
                ZoneOffset.UTC)
            .read();

    assertThat(paths.paths()).isEqualTo(1);
    assertThat(paths.conversions(0)).isEqualTo(1);
    assertThat(paths.nulls(0)).as("of w, of x and of m").isEqualTo(3);
  }

  @Test
  void touchesOfOneInstantLieOnANullPathInTheOrderInWhichTheyArrived(@TempDir Path root) {
    BatchWorld world = new BatchWorld(root);
    String at = "2026-11-07T08:00:00Z";
    EventRow first = click("z", at, "newsletter", "email");
    world.arrive(first, click("a", at, "google", "cpc"), again(first, Duration.ofHours(1)));
    touches(
        world,
        touch("a person", "a", "click-a-" + at, "Paid Search", 7),
        touch("a person", "z", "click-z-" + at, "Email", 7),
        touch("another", "o", "click of o", "Display", 6),
        touch("another", "o", "another click of o", "Display", 6));
    world.lake.append(
        Table.IDENTITIES,
        world
            .lake
            .spark()
            .sql(
                """
            SELECT 'visitor_id' AS kind, explode(array('a', 'z')) AS identifier,
              'a person' AS person_id, 'night of 7' AS publication_id
            """));
    published(world, "night of 7", "2026-11-08T03:00:00Z");
    published(world, "night of 6", "2026-11-07T03:00:00Z");

    PathTable paths =
        new PublishedPaths(
                world.lake,
                new TreeMap<>(Map.of(november(6), "night of 6", november(7), "night of 7")),
                ZoneOffset.UTC)
            .read();

    assertThat(IntStream.range(0, paths.paths()).mapToObj(path -> channels(paths, path)))
        .containsExactlyInAnyOrder(List.of("Email", "Paid Search"), List.of("Display", "Display"));
  }

  private static List<String> channels(PathTable paths, int path) {
    return IntStream.range(0, paths.touches(path))
        .mapToObj(touch -> paths.channels().get(paths.channel(path, touch)))
        .toList();
  }

  private static TouchpointRow touch(String person, String visitor, int day) {
    return touch(person, visitor, "click of " + visitor, "Paid Search", day);
  }

  private static TouchpointRow touch(
      String person, String visitor, String key, String channel, int day) {
    return new TouchpointRow(
        person,
        key,
        november(day).atTime(8, 0).toInstant(ZoneOffset.UTC),
        "click",
        channel,
        "google",
        "cpc",
        null,
        null,
        null,
        visitor,
        "night of " + day);
  }

  private static void touches(BatchWorld world, TouchpointRow... rows) {
    append(world, Table.TOUCHPOINTS, TouchpointRow.class, rows);
  }

  @SafeVarargs
  private static <T extends Record> void append(
      BatchWorld world, Table table, Class<T> type, T... rows) {
    world.lake.append(table, Records.table(world.lake.spark(), List.of(rows), type));
  }

  private static void published(BatchWorld world, String id, String at) {
    new Publications(world.lake)
        .add(
            new PublicationRow(
                id,
                id,
                november(7),
                Instant.parse(at),
                1,
                "{}",
                "rules",
                "[]",
                "{}",
                Instant.parse(at),
                "{}",
                "{}",
                "{}"));
  }
}
