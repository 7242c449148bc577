package dev.tributary.capture.intake;

import dev.tributary.capture.journal.Journal;
import dev.tributary.capture.journal.JournalReader;
import dev.tributary.capture.journal.JournalRecord;
import dev.tributary.capture.journal.JournalRefusedException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The one door to the journal: what goes through is kept and counted, in one order. */
public final class Intake {

  private final Journal journal;
  private final Accounting accounting;

  private volatile String fault;

  private Intake(Journal journal, Accounting accounting) {
    this.journal = journal;
    this.accounting = accounting;
  }

  /**
   * Opens the door, after counting what the journal has beyond the last saved accounting.
   *
   * @throws IOException when the journal can't be read
   */
  public static Intake open(Journal journal, Accounting accounting) throws IOException {
    try (JournalReader reader = journal.reader(accounting.countedThrough() + 1)) {
      for (JournalRecord r = reader.next(); r != null; r = reader.next()) {
        accounting.count(r.sequence(), List.of(CapturedEventCodec.decode(r.body())));
      }
    }
    return new Intake(journal, accounting);
  }

  /**
   * Journals events, all or none; when this returns they survive the end of the process.
   *
   * @throws JournalRefusedException when the journal is at its bound or the disk refuses
   */
  public void take(List<CapturedEvent> events) throws JournalRefusedException {
    List<byte[]> bodies = new ArrayList<>(events.size());
    for (CapturedEvent event : events) {
      bodies.add(CapturedEventCodec.encode(event));
    }
    try {
      synchronized (this) {
        accounting.count(journal.append(bodies), events);
      }
      fault = null;
    } catch (JournalRefusedException e) {
      fault = e.getMessage();
      throw e;
    }
  }

  /** Why the last events were refused, or null when they were taken. */
  public String fault() {
    return fault;
  }

  /** Counts a click that was answered and could not be journaled. */
  public void lost(Instant at) {
    accounting.countLostClick(at);
  }

  /** Counts events whose sender was told to come back. */
  public void turnedAway(Instant at, int events) {
    accounting.countTurnedAway(at, events);
  }
}
