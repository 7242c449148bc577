package dev.tributary.capture.intake;

import dev.tributary.capture.journal.Journal;
import dev.tributary.capture.journal.JournalReader;
import dev.tributary.capture.journal.JournalRecord;
import dev.tributary.capture.journal.JournalRefusedException;
import dev.tributary.capture.log.Failure;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal and the counts of all that is in it, in its order. What a fault kept from being counted
 * when it came is counted from the journal, and so is all that comes meanwhile: the counts fall
 * behind, and have no hole.
 */
final class CountedJournal {

  private static final Logger LOG = LoggerFactory.getLogger(CountedJournal.class);

  private final Journal journal;
  private final Accounting accounting;

  /** Written under the lock that appends are made under. */
  private volatile boolean behind;

  private Throwable fault;
  private JournalReader reader;

  private CountedJournal(Journal journal, Accounting accounting) {
    this.journal = journal;
    this.accounting = accounting;
  }

  /**
   * Counts what the journal has beyond the last saved accounting.
   *
   * @throws IOException when it can't be read
   */
  static CountedJournal open(Journal journal, Accounting accounting) throws IOException {
    CountedJournal counted = new CountedJournal(journal, accounting);
    journal.forEach(accounting.countedThrough() + 1, counted::count);
    return counted;
  }

  private void count(JournalRecord record) {
    accounting.count(record.sequence(), List.of(eventOf(record)));
  }

  /** A record that nobody can read counts too: it leaves to the rejected ones. */
  private static CapturedEvent eventOf(JournalRecord record) {
    try {
      return CapturedEventCodec.decode(record.body());
    } catch (IOException e) {
      return new CapturedEvent.Refused(Instant.EPOCH, "", "", "", record.body().length, null);
    }
  }

  /**
   * Appends events and counts them. Whatever is thrown, none of them is kept.
   *
   * @param bodies the events as they are journaled
   * @return the sequence of the last
   */
  synchronized long append(List<byte[]> bodies, List<CapturedEvent> events)
      throws JournalRefusedException {
    int size = events.size();
    long first = journal.append(bodies);
    if (!behind) {
      try {
        accounting.count(first, events);
      } catch (RuntimeException | Error e) {
        behind = true;
        fault = e; // Told by who catches up: a log may be what there is no memory for.
      }
    }
    return first + size - 1;
  }

  /** Whether the journal has events that are not counted yet. */
  boolean behind() {
    return behind;
  }

  /**
   * Counts them. One thread may, again and again.
   *
   * @throws IOException when the disk does not give them now
   */
  void catchUp() throws IOException {
    if (!behind) {
      return;
    }
    tellOfTheFault();
    if (reader == null) {
      reader = journal.onlooker(1);
    }
    reader.goTo(accounting.countedThrough() + 1);
    try (JournalReader open = reader) {
      countAll(open);
      countTheLast(open);
    }
  }

  private synchronized void tellOfTheFault() {
    if (fault != null) {
      LOG.error(
          "Events are in the journal and were not counted; they are counted from there: {}",
          new Failure(fault));
      fault = null;
    }
  }

  private void countAll(JournalReader open) throws IOException {
    for (JournalRecord record = open.next(); record != null; record = open.next()) {
      count(record);
    }
  }

  /** What came since the others were read; who appends waits for these few. */
  private synchronized void countTheLast(JournalReader open) throws IOException {
    countAll(open);
    behind = accounting.countedThrough() < journal.lastSequence();
  }
}
