package dev.tributary.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four refused events of the first of November; bytes without a consent are kept 72 hours. */
class UnreadableBytesTest {

  private static final String GRANTED =
      "{\"event_id\":\"2\",\"consent\":{\"analytics\":\"granted\",\"advertising\":\"granted\"}}";

  @TempDir Path folder;

  @Test
  void refusedBytesWhoseConsentCanNotBeReadAreTakenOutWhenTheirTimeIsOver() {
    DataDirectory data = new DataDirectory(folder);
    Lake lake = new Lake(TestSpark.session(), data.lake());
    lake.create(Table.REJECTED_EVENTS);
    refuse(lake, 1, "00:00:00", "'not JSON'");
    refuse(lake, 2, "00:00:00", "'" + GRANTED + "'");
    refuse(lake, 3, "00:00:00", "NULL");
    refuse(lake, 4, "00:00:01", "'{\"event_id\":\"4\"'");

    assertThat(compact(data, "2026-11-04T00:00:00Z")).isEmpty();
    assertThat(payloads(lake)).containsExactly("not JSON", GRANTED, null, "{\"event_id\":\"4\"");

    assertThat(compact(data, "2026-11-04T00:00:01Z"))
        .containsExactly(
            "The bytes of 1 refused event without a readable consent were taken out of"
                + " rejected_events, since they are older than event.unreadable_retention_hours"
                + " (72).");
    assertThat(payloads(lake)).containsExactly(null, GRANTED, null, "{\"event_id\":\"4\"");
    assertThat(lake.read(Table.REJECTED_EVENTS).where("sequence = 1 AND size = 8").count())
        .isEqualTo(1);

    long before = lake.version(Table.REJECTED_EVENTS);
    assertThat(compact(data, "2026-11-04T00:00:01Z")).isEmpty();
    assertThat(lake.version(Table.REJECTED_EVENTS)).isEqualTo(before);
  }

  private static void refuse(Lake lake, int sequence, String at, String payload) {
    lake.append(
        Table.REJECTED_EVENTS,
        TestSpark.session()
            .sql(
                "SELECT TIMESTAMP'2026-11-01 "
                    + at
                    + "' AS received_at, TIMESTAMP'2026-11-01 00:00:02' AS stored_at,"
                    + " 'malformed_json' AS reason, 'why' AS problem, 'what' AS remedy, "
                    + payload
                    + " AS payload, 8 AS size, 'edge' AS collector_id, "
                    + sequence
                    + "L AS sequence, 'b' AS ingest_batch"));
  }

  private static List<String> compact(DataDirectory data, String now) {
    Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    return new Compaction(TestSpark.session(), data, Config.defaults(), clock).run().notes();
  }

  private static List<String> payloads(Lake lake) {
    return lake
        .read(Table.REJECTED_EVENTS)
        .orderBy("sequence")
        .select("payload")
        .collectAsList()
        .stream()
        .map((Row row) -> row.getString(0))
        .toList();
  }
}
