package dev.tributary.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputTest {

  private static final List<String> COLUMNS = List.of("name", "amount", "at");
  private static final Instant AT = Instant.parse("2026-03-14T12:00:00.000001Z");

  private static String written(Format format) {
    StringWriter out = new StringWriter();
    try (RowWriter rows = new Output().open(COLUMNS, format, out)) {
      rows.row("a,\"b\"", new BigDecimal("12345678901234567890.10"), AT);
      rows.row((String) null, 0.5, null);
    }
    return out.toString();
  }

  @Test
  void csvQuotesWhatItMustAndLosesNoDigit() {
    assertThat(written(Format.CSV))
        .isEqualTo(
            "name,amount,at\r\n"
                + "\"a,\"\"b\"\"\",12345678901234567890.10,2026-03-14T12:00:00.000001Z\r\n"
                + ",0.5,\r\n");
  }

  @Test
  void jsonIsOneArrayAndJsonlOneObjectALine() {
    String first =
        "{\"name\":\"a,\\\"b\\\"\",\"amount\":12345678901234567890.10,"
            + "\"at\":\"2026-03-14T12:00:00.000001Z\"}";
    String second = "{\"name\":null,\"amount\":0.5,\"at\":null}";
    assertThat(written(Format.JSON)).isEqualTo("[" + first + "," + second + "]\n");
    assertThat(written(Format.JSONL)).isEqualTo(first + "\n" + second + "\n");
  }

  @Test
  void aTableAlignsNumbersToTheRight() {
    StringWriter out = new StringWriter();
    try (RowWriter rows = new Output().open(List.of("channel", "orders"), Format.TABLE, out)) {
      rows.row("Email", 5);
      rows.row("Paid\u001b[31m", 10);
    }
    assertThat(out.toString())
        .isEqualTo(
            "channel    orders\n---------  ------\nEmail           5\nPaid\uFFFD[31m      10\n");
  }
}
