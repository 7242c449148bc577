package dev.tributary.capture.journal;

/**
 * One record as the journal keeps it.
 *
 * @param body what was appended
 */
public record JournalRecord(JournalPosition position, byte[] body) {

  public long sequence() {
    return position.sequence();
  }
}
