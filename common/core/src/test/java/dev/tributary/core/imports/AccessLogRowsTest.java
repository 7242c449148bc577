package dev.tributary.core.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.core.consent.Choice;
import dev.tributary.core.consent.Pseudonyms;
import dev.tributary.core.reject.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessLogRowsTest {

  private static final String BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0";

  private final AccessLogRows rows =
      new AccessLogRows(
          new AccessLogOptions(
              "shop.example",
              List.of("brand.example"),
              Pattern.compile("/thanks|\\.pdf$"),
              "lead",
              new ImportConsent(Choice.GRANTED),
              Set.of("css", "pdf")),
          Pseudonyms.withKey("0123456789abcdef".getBytes(StandardCharsets.UTF_8)));

  @Test
  void aPageBecomesAPageViewOfAPseudonym() throws IOException {
    JsonNode event = only(line("GET /a?x=1 HTTP/1.1", 200, "https://brand.example/"));
    assertThat(event.get("event_type").asText()).isEqualTo("page_view");
    assertThat(event.get("occurred_at").asText()).isEqualTo("2026-11-02T10:00:00+01:00");
    assertThat(event.get("page_url").asText()).isEqualTo("https://shop.example/a?x=1");
    assertThat(event.get("consent").get("advertising").asText()).isEqualTo("granted");
    assertThat(event.get("device").get("browser").asText()).isEqualTo("firefox");
    assertThat(event.has("referrer")).isFalse();
    assertThat(event.toString()).doesNotContain("192.0.2.1").doesNotContain("Mozilla");
  }

  @Test
  void aConversionPageIsAPageViewAndAConversionWhoseOrderStaysTheSame() throws IOException {
    String line = line("GET /thanks?n=1 HTTP/1.1", 200, "-");
    List<byte[]> first = ((RowReading.Events) read(line)).each();
    List<byte[]> again = ((RowReading.Events) read(line)).each();
    JsonNode conversion = new ObjectMapper().readTree(first.get(1));
    assertThat(first).hasSize(2);
    assertThat(conversion.get("conversion_type").asText()).isEqualTo("lead");
    assertThat(conversion.get("order_id").asText()).matches("log-[0-9a-f]{32}");
    assertThat(again.get(1)).isEqualTo(first.get(1));
  }

  @Test
  void aDownloadThatConvertsIsNoPageView() throws IOException {
    JsonNode event = only(line("GET /paper.pdf HTTP/1.1", 200, "-"));
    assertThat(event.get("event_type").asText()).isEqualTo("conversion");
  }

  @Test
  void aRequestThroughAProxyNamesItsOwnHost() throws IOException {
    assertThat(
            only(line("GET https://other.example/b HTTP/1.1", 200, "-")).get("page_url").asText())
        .isEqualTo("https://other.example/b");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /a.css?v=1 HTTP/1.1, 200, asset",
    "GET /a HTTP/1.1, 404, error_status",
    "GET /a HTTP/1.1, 500, error_status",
    "GET /a HTTP/1.1, 302, redirect",
    "HEAD /a HTTP/1.1, 200, not_get",
    "POST /a HTTP/1.1, 200, not_get",
    "-, 408, error_status",
  })
  void whatIsNoVisitToAPageIsSkipped(String request, int status, String reason) {
    assertThat(read(line(request, status, "-"))).isEqualTo(new RowReading.Skipped(reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "garbage | client address ends the line",
        "192.0.2.1 - - 02/Nov | time does not begin with a bracket",
        "192.0.2.1 - - [02/Nov/2026:10:00:00 +0100 | time has no closing bracket",
        "192.0.2.1 - - [02/Foo/2026:10:00:00 +0100] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\" | time is none",
        "192.0.2.1 - - [02/Nov/2026:10:00:00 +0100] GET | request does not begin with a quote",
        "192.0.2.1 - - [02/Nov/2026:10:00:00 +0100] \"GET / HTTP/1.1\" 20x 1 \"-\" \"-\" | three digits",
        "192.0.2.1 - - [02/Nov/2026:10:00:00 +0100] \"GET / HTTP/1.1\" 200 1 | are missing",
        "192.0.2.1 - - [02/Nov/2026:10:00:00 +0100] \"GET\" 200 1 \"-\" \"-\" | request is none",
        "192.0.2.1 - - [02/Nov/2026:10:00:00 +0100] \"GET / HTTP/1.1\" 200 1 \"-\" \"a\\ | closing quote",
      })
  void aBrokenLineIsRefusedWithItsNumberAndTheReason(String line, String why) {
    RowReading.Malformed malformed =
        (RowReading.Malformed) rows.read(7, line.getBytes(StandardCharsets.UTF_8));
    assertThat(malformed.rejection().reason()).isEqualTo(Reason.MALFORMED_LINE);
    assertThat(malformed.rejection().problem())
        .startsWith("Line 7 is not in the combined log format: its ")
        .contains(why);
  }

  @Test
  void escapesAreThoseOfApacheAndNginxAndMoreFieldsAreIgnored() throws IOException {
    String line = line("GET /a\\\"b\\xc3\\xa9 HTTP/1.1", 200, "-") + " \"gzip\" 0.05";
    assertThat(only(line).get("page_url").asText()).isEqualTo("https://shop.example/a\"b\u00e9");
  }

  @Test
  void aLineOfTenMillionQuotesIsReadInOnePass() {
    String line = line("GET /" + "\\\"".repeat(5_000_000) + " HTTP/1.1", 200, "-");
    assertThat(read(line)).isInstanceOf(RowReading.Events.class);
  }

  @Test
  void theSiteIsTheDomainThatRefersToPartsOfPages() {
    assertThat(hint(line("GET /a.css HTTP/1.1", 200, "https://www.shop.example.co.uk/x")))
        .contains("example.co.uk");
    assertThat(hint(line("GET /a HTTP/1.1", 200, "https://www.google.com/"))).isEmpty();
    assertThat(hint("broken")).isEmpty();
  }

  private static java.util.Optional<String> hint(String line) {
    return OwnHostHint.of(line.getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode only(String line) throws IOException {
    List<byte[]> events = ((RowReading.Events) read(line)).each();
    assertThat(events).hasSize(1);
    return new ObjectMapper().readTree(events.get(0));
  }

  private RowReading read(String line) {
    return rows.read(1, line.getBytes(StandardCharsets.UTF_8));
  }

  private static String line(String request, int status, String referrer) {
    return "192.0.2.1 - - [02/Nov/2026:10:00:00 +0100] \"%s\" %d 10 \"%s\" \"%s\""
        .formatted(request, status, referrer, BROWSER);
  }
}
