package dev.tributary.batch.imports;

import dev.tributary.core.money.Rate;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A row of the table fx_rates; public because it crosses Spark, which takes the rate as text.
 *
 * @param rate decimal
 */
public record RateRow(
    LocalDate day, String base, String quote, String rate, Instant importedAt, String ingestBatch) {

  static RateRow of(Rate rate, Instant importedAt, String ingestBatch) {
    return new RateRow(
        rate.day(),
        rate.base(),
        rate.quote(),
        rate.rate().toPlainString(),
        importedAt,
        ingestBatch);
  }
}
