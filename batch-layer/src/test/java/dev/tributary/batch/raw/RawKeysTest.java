package dev.tributary.batch.raw;

import static dev.tributary.batch.Arrivals.again;
import static dev.tributary.batch.Arrivals.click;
import static dev.tributary.batch.Arrivals.order;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.BatchWorld;
import dev.tributary.core.event.EventRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log from which later arrivals are left out is the log with all of its rows sorted by key. */
class RawKeysTest {

  @Test
  void arrivalsAfterTheFirstAreLeftOutWhereverTheyCame(@TempDir Path root) {
    BatchWorld world = new BatchWorld(root);
    EventRow once = click("v1", "2026-11-01T10:00:00Z", "google", "cpc");
    EventRow twice = click("v2", "2026-11-01T10:00:00Z", "google", "cpc");
    EventRow firstCopyLast = order("v1", "A-1", 500, "2026-11-01T12:00:00Z");
    world.arrive(once, twice, firstCopyLast);
    EventRow earlier = again(firstCopyLast, Duration.ofMillis(-500));
    world.arrive(again(twice, Duration.ofHours(1)), earlier);

    RawLog raw = RawLog.open(world.lake, null);
    try (RawKeys keys = new RawKeys(raw)) {
      assertThat(keys.laterArrivals()).get().matches(later -> later.count() == 2);
      List<EventRow> distinct = raw.distinct(keys).collectAsList();
      assertThat(distinct)
          .containsExactlyInAnyOrderElementsOf(RawLog.distinct(raw.rows()).collectAsList())
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("sequence")
          .containsExactlyInAnyOrder(once, twice, earlier);
      assertThat(keys.fingerprint().keys()).isEqualTo(3);
      assertThat(keys.fingerprint()).isEqualTo(fingerprint(raw));
    }

    world.arrive(twice);
    RawLog delivered = RawLog.open(world.lake, null);
    try (RawKeys keys = new RawKeys(delivered)) {
      assertThat(keys.laterArrivals()).as("one is like the first in everything").isEmpty();
      assertThat(delivered.distinct(keys).collectAsList())
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("sequence")
          .containsExactlyInAnyOrder(once, twice, earlier);
      assertThat(keys.fingerprint()).isEqualTo(fingerprint(raw));
    }
  }

  @Test
  void aTableThatLacksAnEventOrHasOneTwiceIsNotThatOfTheLog(@TempDir Path root) {
    BatchWorld world = new BatchWorld(root);
    EventRow click = click("v1", "2026-11-01T10:00:00Z", "google", "cpc");
    EventRow order = order("v1", "A-1", 500, "2026-11-01T12:00:00Z");
    world.arrive(click, order, again(click, Duration.ofHours(1)));
    RawLog raw = RawLog.open(world.lake, null);
    Dataset<Row> events = RawLog.distinct(raw.rows()).toDF();

    try (RawKeys keys = new RawKeys(raw)) {
      assertThat(keys.areThoseOf(events)).isTrue();
      assertThat(keys.areThoseOf(events.where("orderId IS NULL"))).as("lacks one").isFalse();
      assertThat(keys.areThoseOf(events.union(events.limit(1)))).as("one twice").isFalse();
    }
    try (RawKeys alike = new RawKeys(raw, lit(7L))) {
      assertThat(alike.areThoseOf(events)).as("keys of one hash").isTrue();
      assertThat(alike.areThoseOf(events.union(events.limit(1)))).as("one twice").isFalse();
    }
  }

  private static RawKeys.Fingerprint fingerprint(RawLog raw) {
    return RawKeys.Fingerprint.of(RawLog.distinct(raw.rows()).toDF(), xxhash64(col("key")));
  }
}
