package dev.tributary.batch;

import static dev.tributary.batch.Arrivals.click;
import static dev.tributary.batch.Arrivals.identify;
import static dev.tributary.batch.Arrivals.orderOf;
import static dev.tributary.batch.BatchWorld.KEEPING;
import static dev.tributary.batch.BatchWorld.november;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.event.EventRow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person with a device that clicks so often that its events are not all held in memory. */
class BusyDeviceTest {

  private static final int CLICKS = 21_000;
  private static final BatchRequest DAYS = BatchRequest.days(november(6), november(7));

  @Test
  void whatACrawlerClickedIsCountedAndEarnsNothing(@TempDir Path root) {
    BatchWorld world = new BatchWorld(root);
    List<EventRow> events = new ArrayList<>();
    events.add(click("phone", "2026-11-06T10:00:00Z", "newsletter", "email"));
    events.add(identify("phone", "u1", "2026-11-06T10:01:00Z"));
    events.add(identify("crawler", "u1", "2026-11-06T10:02:00Z"));
    Instant midnight = Instant.parse("2026-11-07T00:00:00Z");
    for (int second = 0; second < 3 * CLICKS; second += 3) {
      events.add(click("crawler", midnight.plusSeconds(second).toString(), "google", "cpc"));
    }
    events.add(orderOf("u1", "phone", "O-1", 1_000, "2026-11-07T20:00:00Z"));
    world.arrive(events.toArray(EventRow[]::new));

    BatchSummary night = world.run(DAYS, KEEPING);

    assertThat(night.events()).isEqualTo(CLICKS + 4);
    assertThat(night.touchpoints()).isEqualTo(1);
    assertThat(world.micros(november(7), "linear")).isEqualTo(Map.of("Email", 1_000_000L));
  }
}
