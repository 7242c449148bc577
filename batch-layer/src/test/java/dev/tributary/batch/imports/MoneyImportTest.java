package dev.tributary.batch.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.lake.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoneyImportTest {

  @TempDir Path folder;

  @Test
  void spendIsReplacedByItsDaySourceAndCampaign() throws IOException {
    ImportSummary first =
        spend(
            "day,source,campaign,cost,currency",
            "2026-11-08,Google,autumn,12.50,EUR",
            "2026-11-08,google,,3.00,USD",
            "2026-11-09,google,autumn,x,EUR");
    assertThat(first.imported()).isEqualTo(2);
    assertThat(first.rejected()).isEqualTo(1);
    assertThat(first.reasons()).isEqualTo(Map.of("invalid_cost", 1L));
    assertThat(first.problems()).singleElement().asString().startsWith("Line 4 has the cost 'x'.");

    ImportSummary second =
        spend(
            "day,source,campaign,cost,currency",
            "2026-11-08,google,autumn,14.00,EUR",
            "2026-11-08,google,,3.00,USD");
    assertThat(second.imported()).isEqualTo(1);
    assertThat(second.duplicate()).isEqualTo(1);

    assertThat(
            fixture()
                .table(Table.SPEND)
                .orderBy("cost_minor")
                .select("source", "campaign", "cost_minor", "currency")
                .collectAsList())
        .extracting(Row::mkString)
        .containsExactly("googlenull300USD", "googleautumn1400EUR");
    assertThat(fixture().table(Table.AUDIT_LOG).orderBy("detail").select("detail").collectAsList())
        .extracting(row -> row.getString(0))
        .anyMatch(detail -> detail.contains("\"table\":\"spend\"") && detail.contains("\"rows\":3"))
        .hasSize(2);
  }

  @Test
  void ratesAreReplacedByTheirDayAndTheSameFileAgainAddsNothing() throws IOException {
    String[] rates = {"date,currency,rate", "2026-11-08,USD,1.0823", "2026-11-08,JPY,164.15"};
    assertThat(rates(rates).imported()).isEqualTo(2);
    long version = fixture().version(Table.FX_RATES);

    ImportSummary again = rates(rates);
    assertThat(again.imported()).isZero();
    assertThat(again.duplicate()).isEqualTo(2);
    assertThat(fixture().version(Table.FX_RATES)).isEqualTo(version);

    assertThat(rates("date,currency,rate", "2026-11-08,USD,1.09").imported()).isEqualTo(1);
    assertThat(
            fixture()
                .table(Table.FX_RATES)
                .orderBy("quote")
                .selectExpr("base || quote || ' ' || rate")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("EURJPY 164.150000000000", "EURUSD 1.090000000000");
  }

  @Test
  void aFileThatIsNoSuchTableIsRefused() {
    assertThatThrownBy(() -> rates("day,quote"))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("rates.csv can't be imported. The table has no column rate.");
    assertThatThrownBy(() -> run("rates.csv.gz", ImportFormat.FX_CSV, "day,quote,rate"))
        .isInstanceOf(ImportException.class)
        .hasMessageStartingWith("rates.csv.gz can't be unpacked (not a gzip file)");
  }

  private ImportSummary spend(String... lines) throws IOException {
    return run("spend.csv", ImportFormat.SPEND_CSV, lines);
  }

  private ImportSummary rates(String... lines) throws IOException {
    return run("rates.csv", ImportFormat.FX_CSV, lines);
  }

  private ImportSummary run(String name, ImportFormat format, String... lines) throws IOException {
    Path file = Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    return fixture().run(file, ImportFixture.events(format, null));
  }

  private ImportFixture fixture() {
    return new ImportFixture(folder.resolve("data"));
  }
}
