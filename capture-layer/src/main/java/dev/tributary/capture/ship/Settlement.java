package dev.tributary.capture.ship;

import dev.tributary.capture.intake.Accounting;
import dev.tributary.capture.journal.Journal;
import dev.tributary.capture.journal.JournalPosition;
import java.io.IOException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes progress durable: the cursor first, then the accounting, then the journal lets go of what
 * both include. Safe for any thread: who ships may be waiting for Kafka while others are counted.
 */
final class Settlement {

  private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
  private static final long CURSOR_MILLIS = 100;
  private static final long ACCOUNTING_MILLIS = 1_000;

  private final Journal journal;
  private final Cursor cursor;
  private final Accounting accounting;
  private final InstantSource clock;
  private long cursorAt;
  private long accountingAt;
  private boolean failing;

  Settlement(Journal journal, Cursor cursor, Accounting accounting, InstantSource clock) {
    this.journal = journal;
    this.cursor = cursor;
    this.accounting = accounting;
    this.clock = clock;
  }

  /** Settles when it is time to. */
  synchronized void maybe(JournalPosition acknowledged) {
    long now = System.nanoTime() / 1_000_000;
    if (now - cursorAt >= CURSOR_MILLIS) {
      cursorAt = now;
      boolean all = now - accountingAt >= ACCOUNTING_MILLIS;
      accountingAt = all ? now : accountingAt;
      attempt(
          () -> {
            moveCursor(acknowledged);
            if (all) {
              settleAll(acknowledged);
            }
          },
          acknowledged);
    }
  }

  /** Settles now. */
  synchronized void now(JournalPosition acknowledged) {
    attempt(
        () -> {
          moveCursor(acknowledged);
          settleAll(acknowledged);
        },
        acknowledged);
  }

  private interface Step {
    void run() throws IOException;
  }

  private void attempt(Step step, JournalPosition acknowledged) {
    try {
      step.run();
      failing = false;
    } catch (IOException e) {
      if (!failing) {
        LOG.error(
            "The cursor or the accounting can't be written: {}. Free the disk or mend its"
                + " permissions; shipped journal segments are deleted meanwhile to make room.",
            e.getMessage());
      }
      failing = true;
      // On a full disk only deleting makes room, and what is deleted here is safe in Kafka.
      release(acknowledged);
    }
  }

  private void moveCursor(JournalPosition acknowledged) throws IOException {
    if (acknowledged != null) {
      cursor.move(acknowledged.sequence());
    }
  }

  private void settleAll(JournalPosition acknowledged) throws IOException {
    accounting.save(cursor.shipped(), clock.instant());
    release(acknowledged);
  }

  private void release(JournalPosition acknowledged) {
    if (acknowledged != null) {
      journal.release(acknowledged);
    }
  }
}
