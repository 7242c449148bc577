package dev.tributary.capture.ship;

import dev.tributary.capture.intake.Accounting;
import dev.tributary.capture.journal.Journal;
import dev.tributary.capture.journal.JournalPosition;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes progress durable. The journal lets go of what Kafka has acknowledged, whatever the disk
 * says to the rest; then the cursor moves, then the accounting is saved, and only what that counts
 * is deleted. Safe for any thread: who ships may be waiting for Kafka while others are counted.
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
  private volatile boolean cursorFails;
  private volatile boolean accountingFails;

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
      release(acknowledged);
      moveCursor(acknowledged);
      if (now - accountingAt >= ACCOUNTING_MILLIS) {
        accountingAt = now;
        settle(acknowledged);
      }
    }
  }

  /** Settles now, for good. */
  synchronized void now(JournalPosition acknowledged) {
    release(acknowledged);
    moveCursor(acknowledged);
    settle(acknowledged);
    try {
      accounting.keepForGood();
    } catch (IOException e) {
      LOG.warn("The accounting may be some seconds older after a power loss: {}.", e.getMessage());
    }
  }

  private void moveCursor(JournalPosition acknowledged) {
    try {
      if (acknowledged != null) {
        cursor.move(acknowledged.sequence());
      }
      cursorFails = false;
    } catch (ClosedByInterruptException e) {
      leftToTheEnd(e);
    } catch (IOException e) {
      if (!cursorFails) {
        LOG.error(
            "The cursor can't be written: {}. Free the disk or mend its permissions; a start sends"
                + " again what Kafka has, which recognises it by its key.",
            e.getMessage());
      }
      cursorFails = true;
    }
  }

  private void settle(JournalPosition acknowledged) {
    long shipped = acknowledged == null ? cursor.shipped() : acknowledged.sequence();
    try {
      accounting.save(shipped, clock.instant());
      // What the saved accounting lacks is counted again from the journal by the next start.
      if (accounting.savedThrough() >= shipped && journal.untidy()) {
        accounting.keepForGood();
        journal.tidy();
      }
      accountingFails = false;
    } catch (ClosedByInterruptException e) {
      leftToTheEnd(e);
    } catch (IOException e) {
      if (!accountingFails) {
        LOG.error(
            "The accounting can't be written: {}. Free the disk or mend its permissions; shipped"
                + " journal segments are kept meanwhile, since a start counts from them.",
            e.getMessage());
      }
      accountingFails = true;
    }
  }

  /**
   * The disk refused nothing: the end has interrupted a shipper that Kafka held up, whose thread
   * stays so, and settles itself once that is gone.
   */
  private static void leftToTheEnd(ClosedByInterruptException e) {
    LOG.debug("The end interrupted this and settles itself.", e);
  }

  private void release(JournalPosition acknowledged) {
    if (acknowledged != null) {
      journal.release(acknowledged);
    }
  }

  /** Whether the cursor could not be written when that was tried last. */
  boolean cursorFails() {
    return cursorFails;
  }

  /** The same of the accounting; what Kafka has is not deleted meanwhile. */
  boolean accountingFails() {
    return accountingFails;
  }
}
