package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;

/**
 * Forces what a journal has appended to the disk, and knows which of it a refusal has left unsafe.
 * For one thread that syncs; what it knows any may ask.
 */
final class Forcing {

  private final Journal journal;
  private final Succession succession;
  private volatile long synced;
  private volatile long doubtfulThrough;

  /**
   * Of a journal.
   *
   * @param journal whose lock keeps its end still
   */
  Forcing(Journal journal, Succession succession) {
    this.journal = journal;
    this.succession = succession;
  }

  /**
   * Where a journal ends at a moment.
   *
   * @param open the segment that is appended to
   * @param through the highest sequence that was appended
   */
  record End(SegmentWriter open, long through) {}

  /** As {@link Journal#sync}. */
  void sync() throws IOException {
    while (true) {
      End end = journal.end();
      settle();
      try {
        if (end.open().doubtful()) {
          throw new IOException("it refused once; the next segment is being laid out");
        }
        end.open().force();
        synced = Math.max(synced, end.through());
        return;
      } catch (ClosedChannelException e) {
        if (journal.end().open() == end.open()) {
          throw e;
        } // Else it was followed by another meanwhile, and is at rest.
      } catch (IOException | RuntimeException | Error e) {
        synchronized (journal) {
          end.open().doubt();
          doubt(journal.end().through());
        }
        throw e;
      }
    }
  }

  private void settle() throws IOException {
    try {
      succession.settle();
    } catch (IOException | RuntimeException | Error e) {
      synchronized (journal) {
        doubt(journal.end().open().base() - 1);
      }
      throw e;
    }
  }

  /** What was appended up to that sequence is not forced by any later sync. Under that lock. */
  void doubt(long through) {
    doubtfulThrough = Math.max(doubtfulThrough, through);
  }

  /** The highest sequence that a sync which failed may have left unsafe, whatever came after. */
  long doubtfulThrough() {
    return doubtfulThrough;
  }

  /** The highest sequence that a sync has returned for. */
  long synced() {
    return synced;
  }
}
