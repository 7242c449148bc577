package dev.tributary.capture.ship;

import dev.tributary.capture.intake.CapturedEventCodec;
import dev.tributary.capture.journal.Journal;
import dev.tributary.capture.journal.JournalReader;
import dev.tributary.capture.journal.JournalRecord;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * When the oldest event that Kafka has not acknowledged came in. One thread looks, for which it
 * reads the journal; any may ask what was seen.
 */
final class OldestWaiting {

  private static final long NOWHERE = -1;

  private final Journal journal;
  private final InstantSource clock;
  private final JournalReader reader;
  private long lookedBehind = NOWHERE;
  private volatile Instant seen;

  OldestWaiting(Journal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
    this.reader = journal.onlooker(1);
  }

  /**
   * Reads one record, and none while nothing was acknowledged since. Where the disk does not give
   * it, what was seen last stays, or the event counts as waiting from now on.
   *
   * @param shipped the highest sequence that Kafka has acknowledged with all before it
   */
  void look(long shipped) {
    if (shipped >= journal.lastSequence()) {
      seen = null;
    } else if (lookedBehind != shipped || seen == null) {
      try {
        seen = read(shipped + 1);
        lookedBehind = shipped;
      } catch (IOException e) { // The shipper meets the same and says what is wrong with it.
        seen = seen == null ? clock.instant() : seen;
        lookedBehind = NOWHERE;
      }
    }
  }

  /** What was seen when somebody looked last, or empty where all has been acknowledged. */
  Optional<Instant> seen() {
    return Optional.ofNullable(seen);
  }

  private Instant read(long from) throws IOException {
    reader.goTo(from);
    try (reader) {
      JournalRecord record = reader.next();
      return record == null ? null : CapturedEventCodec.decode(record.body()).receivedAt();
    }
  }
}
