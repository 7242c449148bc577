package dev.tributary.batch.imports;

import dev.tributary.core.money.Spend;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A row of the table spend; public because it crosses Spark.
 *
 * @param campaign or null
 */
public record SpendRow(
    LocalDate day,
    String source,
    String campaign,
    long costMinor,
    String currency,
    Instant importedAt,
    String ingestBatch) {

  static SpendRow of(Spend spend, Instant importedAt, String ingestBatch) {
    return new SpendRow(
        spend.day(),
        spend.source(),
        spend.campaign(),
        spend.cost().minor(),
        spend.cost().currency(),
        importedAt,
        ingestBatch);
  }
}
