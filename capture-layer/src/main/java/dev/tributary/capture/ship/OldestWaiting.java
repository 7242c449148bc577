package dev.tributary.capture.ship;

import dev.tributary.capture.intake.CapturedEventCodec;
import dev.tributary.capture.journal.Journal;
import dev.tributary.capture.journal.JournalReader;
import dev.tributary.capture.journal.JournalRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** When the oldest event that Kafka has not acknowledged came in. */
final class OldestWaiting {

  private final Journal journal;
  private long lookedBehind = -1;
  private Instant seen;

  OldestWaiting(Journal journal) {
    this.journal = journal;
  }

  /**
   * Reads one record, and none while nothing was acknowledged since.
   *
   * @param shipped the highest sequence that Kafka has acknowledged with all before it
   */
  synchronized Optional<Instant> behind(long shipped) {
    if (shipped >= journal.lastSequence()) {
      return Optional.empty();
    }
    if (lookedBehind != shipped || seen == null) {
      lookedBehind = shipped;
      seen = read(shipped + 1);
    }
    return Optional.ofNullable(seen);
  }

  private Instant read(long from) {
    try (JournalReader reader = journal.reader(from)) {
      JournalRecord record = reader.next();
      return record == null ? null : CapturedEventCodec.decode(record.body()).receivedAt();
    } catch (IOException e) {
      return null; // The shipper meets the same record and says what is wrong with it.
    }
  }
}
