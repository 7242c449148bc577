package dev.tributary.batch.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.DataException;
import dev.tributary.core.config.OwnedDirectory;
import dev.tributary.lake.Table;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogImportTest {

  @TempDir Path data;

  @Test
  void everyLineIsCountedOnceAndTheSecondTimeAddsNothing() throws URISyntaxException {
    ImportFixture into = new ImportFixture(data);
    ImportSummary first = into.run(log(), ImportFixture.accessLog("^/thanks/"));

    assertThat(first.rows()).isEqualTo(14);
    assertThat(first.imported()).isEqualTo(4);
    assertThat(first.duplicate()).isEqualTo(1);
    assertThat(first.rejected()).isEqualTo(2);
    assertThat(first.skipped()).isEqualTo(7);
    assertThat(first.events()).isEqualTo(5);
    assertThat(first.reasons())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "asset", 2L,
                "empty_line", 1L,
                "error_status", 2L,
                "malformed_line", 2L,
                "not_get", 1L,
                "redirect", 1L));
    assertThat(first.problems().get(0))
        .startsWith(
            "Line 11 is not in the combined log format: its user agent has no closing quote.");

    long rawVersion = into.version(Table.RAW_EVENTS);
    long rejectedVersion = into.version(Table.REJECTED_EVENTS);
    ImportSummary second = into.run(log(), ImportFixture.accessLog("^/thanks/"));

    assertThat(second.events()).isZero();
    assertThat(second.imported()).isZero();
    assertThat(second.duplicate()).isEqualTo(5);
    assertThat(second.rejected()).isEqualTo(2);
    assertThat(into.version(Table.RAW_EVENTS)).isEqualTo(rawVersion);
    assertThat(into.version(Table.REJECTED_EVENTS)).isEqualTo(rejectedVersion);
    assertThat(into.table(Table.RAW_EVENTS).count()).isEqualTo(5);
    assertThat(into.table(Table.REJECTED_EVENTS).count()).isEqualTo(2);
  }

  @Test
  void eventsCarrySiteVisitorSourceDeviceAndOrder() throws URISyntaxException {
    ImportFixture into = new ImportFixture(data);
    into.run(log(), ImportFixture.accessLog("^/thanks/"));

    List<Row> rows =
        into.table(Table.RAW_EVENTS)
            .orderBy("sequence")
            .select(
                "event_type",
                "page_url",
                "source",
                "device_class",
                "conversion_type",
                "occurred_at",
                "sequence")
            .collectAsList();
    assertThat(rows)
        .extracting(
            row -> row.getString(0),
            row -> row.getString(1),
            row -> row.getString(2),
            row -> row.getString(3),
            row -> row.getString(4),
            row -> row.getLong(6))
        .containsExactly(
            tuple(
                "page_view",
                "https://shop.example/?utm_source=News&utm_medium=email&utm_campaign=Autumn",
                "News",
                "desktop",
                null,
                1L),
            tuple("page_view", "https://shop.example/thanks/42", null, "desktop", null, 7L),
            tuple("conversion", "https://shop.example/thanks/42", null, "desktop", "goal", 8L),
            tuple("page_view", "https://shop.example/blog/a?x=%22y%22", null, "phone", null, 9L),
            tuple("page_view", "https://shop.example/", null, "robot", null, 13L));
    assertThat(rows.get(0).getTimestamp(5).toInstant())
        .isEqualTo(Instant.parse("2026-11-02T09:00:00Z"));

    Row shopper = into.table(Table.RAW_EVENTS).orderBy("sequence").first();
    assertThat(shopper.<String>getAs("visitor_id")).startsWith("p_").hasSize(45);
    assertThat(shopper.<String>getAs("source_name")).isEqualTo("import");
    assertThat(shopper.<String>getAs("collector_id")).matches("import-[0-9a-f]{12}");
    assertThat(shopper.<String>getAs("payload"))
        .doesNotContain("192.0.2.1")
        .doesNotContain("Mozilla");
    long visitors = into.table(Table.RAW_EVENTS).select("visitor_id").distinct().count();
    assertThat(visitors).isEqualTo(3);
  }

  @Test
  void theReferrerOfADomainNamedAsOwnIsNotKept() throws URISyntaxException {
    ImportFixture into = new ImportFixture(data);
    into.run(log(), ImportFixture.accessLog(null, "www.example.org", "google.com"));
    List<Row> rows =
        into.table(Table.RAW_EVENTS)
            .select("page_url", "referrer")
            .orderBy("sequence")
            .collectAsList();
    assertThat(rows.get(0).getString(0)).startsWith("https://www.example.org/?utm_source");
    assertThat(rows)
        .extracting(row -> row.getString(1))
        .doesNotContain("https://www.google.com/search?q=red+shoes", "https://mail.google.com/");
  }

  @Test
  void theVouchedConsentIsWrittenToTheAuditLog() throws URISyntaxException {
    ImportFixture into = new ImportFixture(data);
    into.run(log(), ImportFixture.accessLog(null));
    Row entry = into.table(Table.AUDIT_LOG).first();
    assertThat(entry.<String>getAs("action")).isEqualTo("import");
    assertThat(entry.<String>getAs("subject")).isEqualTo("access.log");
    assertThat(entry.<String>getAs("detail")).contains("\"vouched_consent\":\"granted\"");
    assertThat(entry.<String>getAs("actor")).isEqualTo(System.getProperty("user.name"));
  }

  @Test
  void twoImportsIntoOneDirectoryAtOnceAreRefused() throws URISyntaxException {
    ImportFixture into = new ImportFixture(data);
    Path file = log();
    try (OwnedDirectory other =
        OwnedDirectory.claim(new DataDirectory(data).lock("import"), "import")) {
      assertThatThrownBy(() -> into.run(file, ImportFixture.accessLog(null)))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("already runs as import");
    }
  }

  private static Path log() throws URISyntaxException {
    return Path.of(AccessLogImportTest.class.getResource("/imports/access.log").toURI());
  }
}
