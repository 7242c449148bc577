package dev.tributary.core.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.money.Money;
import dev.tributary.core.money.Rate;
import dev.tributary.core.money.Spend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
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
            "2026-11-08,USD,,2");

    assertThat(table.rows()).isEmpty();
    assertThat(table.refused())
        .extracting(RefusedLine::reason)
        .containsExactly(
            "invalid_rate",
            "same_currency",
            "unknown_currency",
            "invalid_rate",
            "unknown_currency");
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

  private static BufferedReader lines(String... lines) {
    return new BufferedReader(new StringReader(String.join("\n", List.of(lines))));
  }
}
