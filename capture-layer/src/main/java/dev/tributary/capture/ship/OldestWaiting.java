package dev.tributary.capture.ship;

import dev.tributary.capture.intake.CapturedEventCodec;
import dev.tributary.capture.journal.Journal;
import dev.tributary.capture.journal.JournalReader;
import dev.tributary.capture.journal.JournalRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * When the oldest event that Kafka has not acknowledged came in. One thread looks, for which it
 * reads the journal; any may ask what was seen.
 */
final class OldestWaiting {

  private final Journal journal;
  private long lookedBehind = -1;
  private volatile Instant seen;

  OldestWaiting(Journal journal) {
    this.journal = journal;
  }

  /**
   * Reads one record, and none while nothing was acknowledged since.
   *
   * @param shipped the highest sequence that Kafka has acknowledged with all before it
   */
  void look(long shipped) {
    if (shipped >= journal.lastSequence()) {
      seen = null;
    } else if (lookedBehind != shipped || seen == null) {
      lookedBehind = shipped;
      seen = read(shipped + 1);
    }
  }

  /** What was seen when somebody looked last, or empty where all has been acknowledged. */
  Optional<Instant> seen() {
    return Optional.ofNullable(seen);
  }

  private Instant read(long from) {
    try (JournalReader reader = journal.onlooker(from)) {
      JournalRecord record = reader.next();
      return record == null ? null : CapturedEventCodec.decode(record.body()).receivedAt();
    } catch (IOException e) {
      return null; // The shipper meets the same record and says what is wrong with it.
    }
  }
}
