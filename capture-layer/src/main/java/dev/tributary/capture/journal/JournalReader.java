package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a journal in sequence while it is being appended to. For one thread. */
public final class JournalReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JournalReader.class);

  private final Shelf shelf;
  private final OnRefusal onRefusal;
  private final ByteBuffer window = SegmentReader.newWindow();
  private long from;
  private SegmentReader segment;

  /**
   * Starts at a sequence, or at the first one above it that is still here.
   *
   * @param onRefusal what becomes of what can't be read, and whether this reader takes it out
   */
  JournalReader(Shelf shelf, long from, OnRefusal onRefusal) {
    this.shelf = shelf;
    this.from = from;
    this.onRefusal = onRefusal;
  }

  /**
   * Goes to another place, in the memory that it has: whoever reads again and again takes that
   * once. Closed or not, it may be used on.
   *
   * @param sequence of the next record, or the first one above it that is still here
   */
  public void goTo(long sequence) throws IOException {
    close();
    from = sequence;
  }

  /**
   * The next record, or null when all that others may rely on has been read, or, by one that only
   * looks, all that was appended; a segment without a name yet is not read.
   *
   * @throws IOException when the disk can't be read now; to be asked again, by this reader or
   *     another
   */
  public JournalRecord next() throws IOException {
    if (from > (onRefusal.decides() ? shelf.readableThrough() : shelf.namedThrough())) {
      return null;
    }
    if (segment == null) {
      open(shelf.segmentOf(from));
    }
    while (true) {
      // Asked before the end is read: once there is a following segment, this one's end is final.
      Long following = shelf.segmentAfter(segment.base());
      JournalRecord record = segment.next(shelf.endOf(segment.base()));
      if (segment.unreadable()) {
        shelf.keepAside(segment.base());
      }
      if (record != null && record.sequence() >= from) {
        from = record.sequence() + 1;
        return record;
      }
      if (record == null) {
        if (following == null) {
          return null;
        }
        open(following);
      }
    }
  }

  private void open(long base) throws IOException {
    close();
    long wanted = base;
    while (true) {
      try {
        segment = new SegmentReader(shelf.files(), shelf.path(wanted), wanted, window, onRefusal);
        return;
      } catch (DamagedSegmentException e) {
        Long following = shelf.segmentAfter(wanted);
        if (following == null || !onRefusal.decides()) {
          throw e;
        }
        LOG.error(e.getMessage());
        if (!shelf.setAside(wanted) && e.getCause() != null) {
          throw e; // It reads and renames nothing now: it may come back with all of it.
        }
        wanted = following;
      } catch (NoSuchFileException e) {
        wanted = behindGone(wanted, e);
      }
    }
  }

  /** What follows a segment that is gone; where others are gone too, the folder may come back. */
  private long behindGone(long base, NoSuchFileException cause) throws IOException {
    Long following = shelf.segmentAfter(base);
    if (following != null && shelf.released(base)) {
      return following; // Deleted since it was asked for.
    }
    if (following == null || !onRefusal.decides() || !there(following) || there(base)) {
      throw cause;
    }
    LOG.error(
        "The journal segment {} is gone; its records count as missing. Bring it back from a backup"
            + " before the next start, or see who deletes files there.",
        cause.getMessage());
    shelf.forget(base);
    return following;
  }

  private boolean there(long base) {
    return Files.exists(shelf.path(base));
  }

  @Override
  public void close() throws IOException {
    if (segment != null) {
      SegmentReader left = segment;
      segment = null;
      left.close();
    }
  }
}
