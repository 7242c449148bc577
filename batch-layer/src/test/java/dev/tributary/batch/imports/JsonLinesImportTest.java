package dev.tributary.batch.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.lake.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesImportTest {

  @TempDir Path folder;

  @Test
  void validLinesGoInOnceHoweverOftenTheFileIsImportedAndOthersAreRejectedWithTheirRow()
      throws IOException {
    ImportFixture into = new ImportFixture(folder.resolve("data"));
    Path file = folder.resolve("events.jsonl");
    Files.writeString(
        file,
        """
        {"schema_version":1,"event_type":"conversion","order_id":"o1","value":12.50,"visitor_id":"v","occurred_at":"2026-11-02T10:00:00Z","mine":1.10}

        {"schema_version":1,"event_type":"conversion","order_id":"o1","value":12.50,"visitor_id":"v","occurred_at":"2026-11-02T10:00:00Z","consent":{"analytics":"granted","advertising":"granted"}}
        {"schema_version":1,"event_type":"page_view"
        {"schema_version":1,"event_type":"page_view","visitor_id":"v","page_url":"https://a.example/","occurred_at":"2026-11-02","consent":{"analytics":"granted","advertising":"granted"}}
        {"schema_version":1,"event_type":"page_view","visitor_id":"v","page_url":"https://a.example/","occurred_at":"2026-11-02T10:00:00Z","consent":{"analytics":"denied","advertising":"denied"}}
        """);
    ImportSummary summary = into.run(file, ImportFixture.events(ImportFormat.EVENTS_JSONL, null));

    assertThat(summary.rows()).isEqualTo(6);
    assertThat(summary.imported()).isEqualTo(2);
    assertThat(summary.duplicate()).isEqualTo(1);
    assertThat(summary.skipped()).isEqualTo(1);
    assertThat(summary.rejected()).isEqualTo(2);
    assertThat(summary.reasons())
        .isEqualTo(Map.of("empty_line", 1L, "malformed_json", 1L, "invalid_time", 1L));
    assertThat(summary.problems().get(0)).startsWith("Row 4: ");
    Row order = into.table(Table.RAW_EVENTS).where("order_id = 'o1'").first();
    assertThat(order.<Long>getAs("value_minor")).isEqualTo(1250L);
    assertThat(order.<String>getAs("payload")).contains("\"mine\":1.10").contains("granted");
    Row denied = into.table(Table.RAW_EVENTS).where("order_id is null").first();
    assertThat(denied.<String>getAs("visitor_id")).isNull();

    ImportSummary again = into.run(file, ImportFixture.events(ImportFormat.EVENTS_JSONL, null));

    assertThat(again.imported()).isZero();
    assertThat(again.duplicate()).isEqualTo(3);

    Path cutOff = folder.resolve("events.jsonl.gz");
    Files.write(cutOff, Arrays.copyOf(packed(Files.readAllBytes(file)), 100));
    assertRefused(into, cutOff, "Unexpected end of input stream");
    Path plain = folder.resolve("plain.jsonl.gz");
    Files.copy(file, plain);
    assertRefused(into, plain, "not a gzip file");
  }

  private static void assertRefused(ImportFixture into, Path file, String why) {
    assertThatThrownBy(() -> into.run(file, ImportFixture.events(ImportFormat.EVENTS_JSONL, null)))
        .isInstanceOf(ImportException.class)
        .hasMessage(
            file.getFileName()
                + " can't be unpacked ("
                + why
                + "), and nothing of it was imported. Fetch or pack the file again; one that is not"
                + " packed needs a name that does not end in .gz.");
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }
}
