package dev.tributary.batch.imports;

import static org.apache.spark.sql.functions.col;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.imports.MoneyTable;
import dev.tributary.core.imports.RateTable;
import dev.tributary.core.imports.RefusedLine;
import dev.tributary.core.imports.SpendTable;
import dev.tributary.core.imports.TableException;
import dev.tributary.core.money.Rate;
import dev.tributary.core.money.Spend;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Records;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Imports spend and exchange rates: each row replaces the one of its key, if that says other. */
final class MoneyImport {

  private final Lake lake;
  private final String currency;
  private final Instant at;
  private final String batch;

  MoneyImport(Lake lake, Config config, Instant at, String batch) {
    this.lake = lake;
    this.currency = config.value(ReportingSettings.CURRENCY);
    this.at = at;
    this.batch = batch;
  }

  /**
   * Imports one file.
   *
   * @throws ImportException when it is no such table, or can't be read
   */
  ImportSummary run(Path file, String name, ImportFormat format) {
    try (InputStream in = SourceFile.open(file)) {
      return format == ImportFormat.SPEND_CSV ? spend(in, name) : rates(in, name);
    } catch (TableException e) {
      throw new ImportException(name + " can't be imported. " + e.getMessage(), e);
    } catch (IOException e) {
      throw SourceFile.unreadable(name, e);
    }
  }

  private ImportSummary spend(InputStream in, String name) throws IOException {
    MoneyTable<Spend> read = SpendTable.read(in, currency);
    Dataset<Row> rows =
        Records.table(
            lake.spark(),
            read.rows().stream().map(row -> SpendRow.of(row, at, batch)).toList(),
            SpendRow.class);
    return replaced(Replacing.SPEND, read, rows, name);
  }

  private ImportSummary rates(InputStream in, String name) throws IOException {
    MoneyTable<Rate> read = RateTable.read(in, currency);
    Dataset<Row> rows =
        Records.table(
                lake.spark(),
                read.rows().stream().map(row -> RateRow.of(row, at, batch)).toList(),
                RateRow.class)
            .withColumn("rate", col("rate").cast("decimal(24,12)"));
    return replaced(Replacing.RATES, read, rows, name);
  }

  private ImportSummary replaced(
      Replacing table, MoneyTable<?> read, Dataset<Row> rows, String name) {
    lake.create(table.table());
    long imported = read.rows().isEmpty() ? 0 : table.replace(lake, rows);
    ImportSummary summary =
        new ImportSummary(
            name,
            read.lines(),
            imported,
            read.refused().size(),
            0,
            read.rows().size() - imported,
            imported,
            reasons(read.refused()),
            read.refused().stream().map(RefusedLine::problem).toList());
    ImportAudit.money(lake, at, summary, table.table().tableName(), batch);
    return summary;
  }

  private static SortedMap<String, Long> reasons(List<RefusedLine> refused) {
    SortedMap<String, Long> reasons = new TreeMap<>();
    refused.forEach(line -> reasons.merge(line.reason(), 1L, Long::sum));
    return reasons;
  }
}
