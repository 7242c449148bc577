package dev.tributary.batch.imports;

import dev.tributary.core.event.EventRow;

/**
 * What one event of a row, or a row without one, became. Public because it crosses Spark.
 *
 * @param row counts from 1
 * @param sequence of the event within the import, from its row and place in it
 * @param outcome one of the constants
 * @param reason why it was skipped or refused, or null
 * @param kept the refused bytes as text, or null where they may not be kept
 * @param size of the refused event in bytes
 * @param event the normalised columns, or null where nothing was admitted
 * @param payload the admitted JSON, or null
 */
public record RowResult(
    long row,
    long sequence,
    String outcome,
    String reason,
    String problem,
    String remedy,
    String kept,
    Integer size,
    EventRow event,
    String payload) {

  static final String ADMITTED = "admitted";
  static final String REJECTED = "rejected";
  static final String SKIPPED = "skipped";

  static RowResult skipped(long row, String reason) {
    return new RowResult(row, 0, SKIPPED, reason, null, null, null, null, null, null);
  }
}
