package dev.tributary.core.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.consent.Choice;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

  private final JsonLines lines =
      new JsonLines(new ImportConsent(Choice.UNKNOWN), List.of("shop.example"));

  @Test
  void aLineWithoutConsentGetsTheImports() {
    assertThat(event("{\"value\":1.50}"))
        .isEqualTo(
            "{\"value\":1.50,\"consent\":{\"analytics\":\"unknown\",\"advertising\":\"unknown\"}}");
  }

  @Test
  void aCompleteLineStaysByteForByte() {
    String line = "{ \"consent\" : {\"analytics\":\"denied\"}, \"x\" : 1.0 }";

    assertThat(event(line)).isEqualTo(line);
  }

  @Test
  void theOwnersReferrerIsTakenOutOfACompleteLineToo() {
    assertThat(event("{\"consent\":{},\"referrer\":\"https://shop.example/a\",\"y\":2}"))
        .isEqualTo("{\"consent\":{},\"y\":2}");
    assertThat(event("{\"consent\":{},\"referrer\":\"https://www.shop.example./a b\",\"y\":2}"))
        .isEqualTo("{\"consent\":{},\"y\":2}");
    assertThat(event("{\"consent\":{},\"referrer\":\"https://else.example/a\"}"))
        .contains("else.example");
  }

  @Test
  void whatIsNoObjectGoesOnForAdmissionToRefuse() {
    assertThat(event("{oops")).isEqualTo("{oops");
    assertThat(event("[1]")).isEqualTo("[1]");
    assertThat(event("{\"a\":1,\"a\":2}")).isEqualTo("{\"a\":1,\"a\":2}");
    assertThat(event("{\"a\":1e99999999999}")).isEqualTo("{\"a\":1e99999999999}");
  }

  @Test
  void whatIsNotUtf8GoesOnAsItIsThoughAParserOfJsonTakesIt() {
    byte[] overlong = "{\"a\":\"\u00C1\u00BC\"}".getBytes(ISO_8859_1);

    RowReading.Events read = (RowReading.Events) lines.read(overlong);

    assertThat(read.each()).containsExactly(overlong);
  }

  @Test
  void anEmptyLineIsSkipped() {
    assertThat(lines.read("  \uFEFF ".getBytes(UTF_8)))
        .isEqualTo(new RowReading.Skipped("empty_line"));
  }

  private String event(String line) {
    RowReading.Events read = (RowReading.Events) lines.read(line.getBytes(UTF_8));
    return new String(read.each().get(0), UTF_8);
  }
}
