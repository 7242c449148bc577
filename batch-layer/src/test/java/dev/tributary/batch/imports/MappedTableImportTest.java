package dev.tributary.batch.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tributary.core.config.Config;
import dev.tributary.core.imports.MapException;
import dev.tributary.lake.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedTableImportTest {

  private static final String MAP =
      """
      - when: tr_total > 0
        event_type: "'conversion'"
        order_id: tr_orderid
        value: tr_total
        currency: "'eur'"
        visitor_id: domain_userid
        occurred_at: derived_tstamp
      - when: page_url is not null
        event_type: "'page_view'"
        page_url: page_url
        visitor_id: domain_userid
        occurred_at: derived_tstamp
        consent: {analytics: "'granted'", advertising: "'denied'"}
        score: tr_total * 2
      """;

  @TempDir Path folder;

  @Test
  void aRowMayGiveSeveralEventsOneOrNone() throws IOException {
    ImportFixture into = new ImportFixture(folder.resolve("data"));
    Path table =
        file(
            "orders.csv",
            """
            tr_orderid,tr_total,domain_userid,derived_tstamp,page_url
            00123,12.50,v1,2026-11-02 10:00:00.5,https://shop.example/thanks
            00124,,v2,2026-11-02T10:00:00+02:00,"https://shop.example/?a=1,2"
            00125,7,v3,2026-11-02 10:00:01,
            00126,0,v4,2026-11-02 10:00:01,
            """);
    ImportSummary summary = into.run(table, csv(MAP));

    assertThat(summary.rows()).isEqualTo(4);
    assertThat(summary.imported()).isEqualTo(3);
    assertThat(summary.skipped()).isEqualTo(1);
    assertThat(summary.events()).isEqualTo(4);
    assertThat(summary.reasons()).isEqualTo(Map.of("no_entry", 1L));
    List<Row> rows =
        into.table(Table.RAW_EVENTS)
            .orderBy("sequence")
            .select("event_type", "order_id", "value_minor", "currency", "occurred_at", "payload")
            .collectAsList();
    assertThat(rows)
        .extracting(
            row -> row.getString(0),
            row -> row.getString(1),
            row -> row.isNullAt(2) ? null : row.getLong(2),
            row -> row.getString(3),
            row -> row.getTimestamp(4).toInstant())
        .containsExactly(
            tuple("conversion", "00123", 1250L, "EUR", Instant.parse("2026-11-02T10:00:00.5Z")),
            tuple("page_view", null, null, null, Instant.parse("2026-11-02T10:00:00.5Z")),
            tuple("page_view", null, null, null, Instant.parse("2026-11-02T08:00:00Z")),
            tuple("conversion", "00125", 700L, "EUR", Instant.parse("2026-11-02T10:00:01Z")));
    assertThat(rows.get(1).getString(5)).contains("\"score\":25");
  }

  @Test
  void theSecondTimeAllRowsAreDuplicates() throws IOException {
    ImportFixture into = new ImportFixture(folder.resolve("data"));
    Path table =
        file(
            "orders.csv",
            """
            tr_orderid,tr_total,domain_userid,derived_tstamp,page_url
            1,12.50,v1,2026-11-02 10:00:00,https://shop.example/a
            2,3.00,v1,2026-11-02 10:00:05,
            """);
    into.run(table, csv(MAP));
    ImportSummary again = into.run(table, csv(MAP));
    assertThat(again.duplicate()).isEqualTo(2);
    assertThat(again.rows()).isEqualTo(2);
    assertThat(again.events()).isZero();
  }

  @Test
  void aFailingExpressionRejectsItsRowAndTheRowsOtherEventsStillGoIn() throws IOException {
    ImportFixture into = new ImportFixture(folder.resolve("data"));
    String map =
        """
        - when: "true"
          event_type: "'conversion'"
          order_id: id
          value: cast(amount as decimal(10,2))
          visitor_id: who
          occurred_at: to_utc_timestamp(at, zone)
        - event_type: "'page_view'"
          page_url: "'https://shop.example/' || id"
          visitor_id: who
          occurred_at: at
        """;
    Path table =
        file(
            "t.csv",
            """
            id,amount,who,at,zone
            a,1.50,v,2026-11-02 10:00:00,UTC
            b,many,v,2026-11-02 10:00:00,UTC
            c,2.00
            d,2.00,v,2026-11-02 10:00:00,Nowhere/City
            "\u00DC-
            1",2.00,v,2026-11-02 10:00:00,UTC
            \u00D6-1,2.00,v,2026-11-02 10:00:00,UTC
            """);
    Files.write(table, Files.readString(table).getBytes(StandardCharsets.ISO_8859_1));
    Files.writeString(
        table, "\u00D6-1,2.00,v,2026-11-02 10:00:00,UTC\n", StandardOpenOption.APPEND);
    ImportSummary summary = into.run(table, csv(map));

    assertThat(summary.rows()).isEqualTo(7);
    assertThat(summary.imported()).isEqualTo(2);
    assertThat(summary.rejected()).isEqualTo(5);
    assertThat(summary.events()).isEqualTo(6);
    assertThat(summary.reasons())
        .isEqualTo(Map.of("failed_expression", 2L, "malformed_line", 1L, "invalid_utf8", 2L));
    assertThat(summary.problems())
        .satisfiesExactly(
            row ->
                assertThat(row)
                    .startsWith(
                        "Row 2: the expression of value in entry 1 fails (CAST_INVALID_INPUT)."),
            row ->
                assertThat(row)
                    .startsWith(
                        "Line 4, row 3 below the header, has 2 cells where the header has 5."),
            row -> assertThat(row).startsWith("Row 4: the expression of occurred_at in entry 1"),
            row ->
                assertThat(row)
                    .isEqualTo(
                        "Line 6, row 5 below the header, is not UTF-8 in its column id. Save the"
                            + " file as UTF-8 and import it again; what is known already is not"
                            + " added twice."),
            row ->
                assertThat(row)
                    .startsWith("Line 8, row 6 below the header, is not UTF-8 in its column id."));
    assertThat(into.table(Table.RAW_EVENTS).where("order_id is not null").collectAsList())
        .extracting(row -> row.<String>getAs("order_id"))
        .containsExactlyInAnyOrder("a", "\u00D6-1");
  }

  @Test
  void aTimeWithoutOffsetIsInTheReportingZoneAndSoAreTheMapsOwnTimes() throws IOException {
    Config berlin = Config.of(Map.of("reporting.time_zone", "Europe/Berlin"));
    ImportFixture into = new ImportFixture(folder.resolve("data"), berlin);
    String map =
        """
        - event_type: "'page_view'"
          page_url: "'https://shop.example/' || n"
          visitor_id: "'v'"
          occurred_at: if(n = 1, text_at, null)
          when: n = 1
        - event_type: "'page_view'"
          page_url: "'https://shop.example/' || n"
          visitor_id: "'v'"
          occurred_at: to_timestamp(text_at)
          when: n = 2
        - event_type: "'page_view'"
          page_url: "'https://shop.example/' || n"
          visitor_id: "'v'"
          occurred_at: millis
          when: n = 3
        """;
    Path table =
        file(
            "t.csv",
            """
            n,text_at,millis
            1,2026-07-01 10:00:00,
            2,2026-07-01 10:00:00,
            3,,1782892800000
            """);
    ImportSummary summary = into.run(table, csv(map));
    assertThat(summary.problems()).isEmpty();
    assertThat(into.table(Table.RAW_EVENTS).select("occurred_at").collectAsList())
        .extracting(row -> row.getTimestamp(0).toInstant())
        .containsOnly(Instant.parse("2026-07-01T08:00:00Z"))
        .hasSize(3);
  }

  @Test
  void aMapThatNamesAnUnknownColumnIsRefusedBeforeAnythingIsRead() throws IOException {
    ImportFixture into = new ImportFixture(folder.resolve("data"));
    Path table = file("t.csv", "order_id,total\n1,2\n");
    ImportOptions options = csv("- {event_type: \"'click'\", order_id: orderid}");
    assertThatThrownBy(() -> into.run(table, options))
        .isInstanceOf(MapException.class)
        .hasMessageContaining("order_id of entry 1 is 'orderid'")
        .hasMessageContaining("`order_id`");
  }

  @Test
  void aQuoteThatStandsOpenIsRefusedAndNoRowBeforeItGoesIn() throws IOException {
    ImportFixture into = new ImportFixture(folder.resolve("data"));
    Path table = file("t.csv", "id,at\n1,2026-11-02\n2,\"2026-11-02\n3,2026-11-02\n");
    ImportOptions options = csv("- {event_type: \"'conversion'\", order_id: id}");
    assertThatThrownBy(() -> into.run(table, options))
        .isInstanceOf(ImportException.class)
        .hasMessage(
            "t.csv can't be imported, and nothing of it was. The quote that is opened in line 3 is"
                + " closed nowhere: the 2 lines from there to the end of the file can't be told"
                + " apart. Close the quote in its own row, or write a quote inside a quoted cell"
                + " twice, and import the file again.");
    assertThat(into.table(Table.REJECTED_EVENTS).count()).isZero();
  }

  @Test
  void aMapThatIsNoListIsRefused() throws IOException {
    ImportFixture into = new ImportFixture(folder.resolve("data"));
    Path table = file("t.csv", "a\n1\n");
    ImportOptions options = csv("event_type: x");
    assertThatThrownBy(() -> into.run(table, options))
        .isInstanceOf(MapException.class)
        .hasMessageContaining("no list of entries");
  }

  private ImportOptions csv(String map) throws IOException {
    return ImportFixture.events(ImportFormat.EVENTS_CSV, file("map.yaml", map));
  }

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return file;
  }
}
