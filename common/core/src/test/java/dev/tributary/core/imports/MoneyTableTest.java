package dev.tributary.core.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.money.Money;
import dev.tributary.core.money.Rate;
import dev.tributary.core.money.Spend;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoneyTableTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 8);

  @Test
  void spendInWhateverOrderOfColumns() throws IOException {
    MoneyTable<Spend> table =
        spend(
            "\uFEFFCampaign,Date,Clicks,Source,Cost,Currency",
            "\"Sale, autumn\",2026-11-08,17,Google,12.50,usd",
            ",2026-11-08,3,bing,100,");

    assertThat(table.refused()).isEmpty();
    assertThat(table.rows())
        .containsExactly(
            new Spend(DAY, "google", "Sale, autumn", new Money(1_250, "USD")),
            new Spend(DAY, "bing", null, new Money(10_000, "EUR")));
  }

  @Test
  void aBadLineIsNamedAndTheOthersAreTaken() throws IOException {
    MoneyTable<Spend> table =
        spend(
            "day,source,campaign,cost",
            "2026-11-08,google,a,1.00",
            "08.11.2026,google,b,1.00",
            "2026-11-08,,b,1.00",
            "2026-11-08,google,b,-1",
            "2026-11-08,google,b,1.005",
            "2026-11-08,google,a,2.00",
            "2026-11-08,google,\"b,1.00",
            "2026-11-08,google,b",
            "",
            "2026-11-08,google,c,3.00");

    assertThat(table.rows()).extracting(Spend::campaign).containsExactly("a", "c");
    assertThat(table.lines()).isEqualTo(9);
    assertThat(table.refused())
        .extracting(RefusedLine::line, RefusedLine::reason)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(3L, "invalid_day"),
            org.assertj.core.api.Assertions.tuple(4L, "missing_source"),
            org.assertj.core.api.Assertions.tuple(5L, "invalid_cost"),
            org.assertj.core.api.Assertions.tuple(6L, "too_many_decimals"),
            org.assertj.core.api.Assertions.tuple(7L, "repeated_row"),
            org.assertj.core.api.Assertions.tuple(8L, "malformed_line"),
            org.assertj.core.api.Assertions.tuple(9L, "malformed_line"));
    assertThat(table.refused().get(0).problem())
        .isEqualTo("Line 3 has the day '08.11.2026'. Write days as 2026-11-08.");
    assertThat(table.refused().get(4).problem())
        .isEqualTo(
            "Line 7 has the same day, source and campaign as line 2. Leave one of them, or add the"
                + " two up.");
  }

  @Test
  void aLineThatIsNotUtf8IsNamedInsteadOfBecomingTheSameAsAnother() throws IOException {
    String lines = "day,source,cost\n2026-11-08,M\u00FCller,1\n2026-11-08,M\u00F6ller,2\n";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(lines.getBytes(StandardCharsets.ISO_8859_1));
    bytes.write(
        "2026-11-08,M\u00FCller,3\n2026-11-08,M\uFFFDller,4\n".getBytes(StandardCharsets.UTF_8));

    MoneyTable<Spend> table = SpendTable.read(new ByteArrayInputStream(bytes.toByteArray()), "EUR");

    assertThat(table.rows())
        .extracting(Spend::source)
        .containsExactly("m\u00FCller", "m\uFFFDller");
    assertThat(table.refused())
        .containsExactly(
            new RefusedLine(
                2,
                "invalid_utf8",
                "Line 2 is not UTF-8. Save the file as UTF-8 and import it again."),
            new RefusedLine(
                3,
                "invalid_utf8",
                "Line 3 is not UTF-8. Save the file as UTF-8 and import it again."));
    assertThatThrownBy(
            () ->
                SpendTable.read(
                    new ByteArrayInputStream("Tag,\u00FC".getBytes(StandardCharsets.ISO_8859_1)),
                    "EUR"))
        .isInstanceOf(TableException.class)
        .hasMessage("Its header is not UTF-8. Save the file as UTF-8 and import it again.");
  }

  @Test
  void ratesAsCentralBanksPublishThem() throws IOException {
    MoneyTable<Rate> table =
        rates("date,currency,rate", "2026-11-08,USD,1.0823", "2026-11-08,JPY,164.1500");

    assertThat(table.rows())
        .containsExactly(
            new Rate(DAY, "EUR", "USD", new BigDecimal("1.0823")),
            new Rate(DAY, "EUR", "JPY", new BigDecimal("164.1500")));
  }

  @Test
  void ratesThatAreNone() throws IOException {
    MoneyTable<Rate> table =
        rates(
            "day,base,quote,rate",
            "2026-11-08,EUR,USD,0",
            "2026-11-08,EUR,EUR,1",
            "2026-11-08,EUR,XXX,1",
            "2026-11-08,EUR,USD,\"1,08\"",
            "2026-11-08,USD,,2",
            "2026-11-08,EUR,USD,-1");

    assertThat(table.rows()).isEmpty();
    assertThat(table.refused())
        .extracting(RefusedLine::reason)
        .containsExactly(
            "invalid_rate",
            "same_currency",
            "unknown_currency",
            "invalid_rate",
            "unknown_currency",
            "invalid_rate");
    assertThat(table.refused().get(5).problem())
        .endsWith(
            "has the rate '-1'. Write a number of more than zero such as 12.50, without signs or"
                + " separators of thousands.");
  }

  @Test
  void aTableWithoutItsColumnsIsNone() {
    assertThatThrownBy(() -> spend("day,source,campaign"))
        .isInstanceOf(TableException.class)
        .hasMessage(
            "The table has no column cost. Begin the file with a header line such as"
                + " day,source,campaign,cost,currency.");
    assertThatThrownBy(() -> rates("day,date,quote,rate"))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("names the column day twice");
    assertThatThrownBy(() -> MoneyTable.read(lines(), null))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("is empty");
  }

  private static MoneyTable<Spend> spend(String... lines) throws IOException {
    return SpendTable.read(lines(lines), "EUR");
  }

  private static MoneyTable<Rate> rates(String... lines) throws IOException {
    return RateTable.read(lines(lines), "EUR");
  }

  private static InputStream lines(String... lines) {
    return new ByteArrayInputStream(
        String.join("\n", List.of(lines)).getBytes(StandardCharsets.UTF_8));
  }
}
