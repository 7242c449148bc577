package dev.tributary.capture.intake;

import dev.tributary.capture.journal.Journal;
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
  private final Assurance assurance;

  private volatile String fault;

  private Intake(Journal journal, Accounting accounting, Assurance assurance) {
    this.journal = journal;
    this.accounting = accounting;
    this.assurance = assurance;
  }

  /**
   * Opens the door, after counting what the journal has beyond the last saved accounting.
   *
   * @throws IOException when the journal can't be read
   */
  public static Intake open(Journal journal, Accounting accounting, Assurance assurance)
      throws IOException {
    journal.forEach(
        accounting.countedThrough() + 1,
        record -> accounting.count(record.sequence(), List.of(counted(record))));
    return new Intake(journal, accounting, assurance);
  }

  /** A record that nobody can read counts too: it leaves to the rejected ones. */
  private static CapturedEvent counted(JournalRecord record) {
    try {
      return CapturedEventCodec.decode(record.body());
    } catch (IOException e) {
      return new CapturedEvent.Refused(Instant.EPOCH, "", "", "", record.body().length, null);
    }
  }

  /**
   * Journals events, all or none; when this returns they survive the end of the process.
   *
   * @param listener hears when they are as safe as replies promise
   * @throws JournalRefusedException when the journal is at its bound or the disk refuses
   */
  public void take(List<CapturedEvent> events, Assurance.Listener listener)
      throws JournalRefusedException {
    List<byte[]> bodies = new ArrayList<>(events.size());
    for (CapturedEvent event : events) {
      bodies.add(CapturedEventCodec.encode(event));
    }
    try {
      long through;
      synchronized (this) {
        long first = journal.append(bodies);
        accounting.count(first, events);
        through = first + events.size() - 1;
      }
      fault = null;
      assurance.when(through, listener);
    } catch (JournalRefusedException e) {
      fault = "The journal refused the last events (" + e.reason().label() + "); the log says why.";
      throw e;
    }
  }

  /** Whether replies wait for more than the journal's write. */
  public boolean answersWait() {
    return assurance != Assurance.WRITTEN;
  }

  /**
   * Why the last events were refused, in words that anybody may read; null when they were taken.
   */
  public String fault() {
    return fault;
  }

  /**
   * Looks whether what refused the last events is over. Who is told that nothing can be taken here
   * sends nothing, so that no event would find it out. To be called every second or so.
   */
  public void recheck() {
    if (fault != null && journal.writable()) {
      fault = null;
    }
  }

  /** Counts a click that was answered and could not be journaled. */
  public void lost(Instant at) {
    accounting.countLostClick(at);
  }

  /** Counts a request whose sender was told to come back before its events could be counted. */
  public void turnedAwayRequest(Instant at) {
    accounting.countTurnedAwayRequest(at);
  }

  /** Counts events whose sender was told to come back. */
  public void turnedAway(Instant at, int events) {
    accounting.countTurnedAway(at, events);
  }
}
