package dev.tributary.capture.intake;

import dev.tributary.capture.journal.Journal;
import dev.tributary.capture.journal.JournalRefusedException;
import dev.tributary.capture.log.Failure;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one door to the journal: what goes through is kept and counted, in one order. */
public final class Intake {

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final Journal journal;
  private final CountedJournal counted;
  private final Accounting accounting;
  private final Assurance assurance;

  private volatile String fault;
  private boolean catchesUp = true;

  private Intake(
      Journal journal, CountedJournal counted, Accounting accounting, Assurance assurance) {
    this.journal = journal;
    this.counted = counted;
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
    return new Intake(journal, CountedJournal.open(journal, accounting), accounting, assurance);
  }

  /** Events that are in the journal and survive the end of the process. */
  public final class Kept {

    private final long through;

    private Kept(long through) {
      this.through = through;
    }

    /**
     * To be called once. A fault behind the journal's word is no refusal: who waits hears that they
     * are not confirmed.
     *
     * @param listener hears when they are as safe as replies promise
     */
    public void whenSafe(Assurance.Listener listener) {
      try {
        assurance.when(through, listener);
      } catch (RuntimeException | Error e) {
        // Thrown on it would say that nothing was kept, and what is delivered would count as lost.
        unconfirmed(listener, e);
      }
    }
  }

  /**
   * Journals events, all or none.
   *
   * @throws JournalRefusedException when the journal is at its bound or the disk refuses
   */
  public Kept keep(List<CapturedEvent> events) throws JournalRefusedException {
    List<byte[]> bodies = new ArrayList<>(events.size());
    for (CapturedEvent event : events) {
      bodies.add(CapturedEventCodec.encode(event));
    }
    try {
      Kept kept = new Kept(counted.append(bodies, events));
      fault = null;
      return kept;
    } catch (JournalRefusedException e) {
      fault = "The journal refused the last events (" + e.reason().label() + "); the log says why.";
      throw e;
    }
  }

  private static void unconfirmed(Assurance.Listener listener, Throwable fault) {
    try {
      listener.settled(Assurance.Outcome.UNCONFIRMED);
      LOG.error("What waits for events that are in the journal failed: {}", new Failure(fault));
    } catch (RuntimeException | Error e) {
      LOG.error("The answer to events that are in the journal failed: {}", new Failure(e));
    }
  }

  /**
   * Counts, from the journal, what a fault kept from being counted when it came. To be called every
   * second or so, by one thread.
   */
  public void catchUp() {
    try {
      counted.catchUp();
      catchesUp = true;
    } catch (IOException e) {
      if (catchesUp) {
        LOG.error(
            "The journal can't be read for what is not counted yet: {}. It is tried again; the"
                + " accounting lacks it meanwhile. Check the disk.",
            e.getMessage());
      }
      catchesUp = false;
    }
  }

  /** Whether the journal has events that are not counted yet. */
  public boolean countsBehind() {
    return counted.behind();
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

  /** Counts an event of a picture that could not be journaled. */
  public void lostPicture(Instant at) {
    accounting.countLostPicture(at);
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
