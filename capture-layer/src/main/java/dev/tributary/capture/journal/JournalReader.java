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

  private final Journal journal;
  private final ByteBuffer window = SegmentReader.newWindow();
  private long from;
  private SegmentReader segment;

  JournalReader(Journal journal, long from) {
    this.journal = journal;
    this.from = from;
  }

  /**
   * The next record, or null when all that others may rely on has been read.
   *
   * @throws IOException when the disk can't be read
   */
  public JournalRecord next() throws IOException {
    if (from > journal.readableThrough()) {
      return null;
    }
    if (segment == null) {
      open(journal.segmentOf(from));
    }
    while (true) {
      // Asked before the end is read: once there is a following segment, this one's end is final.
      Long following = journal.segmentAfter(segment.base());
      JournalRecord record = segment.next(journal.endOf(segment.base()));
      if (segment.unreadable()) {
        journal.keepAside(segment.base());
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
        segment =
            new SegmentReader(
                journal.files(), SegmentFile.path(journal.directory(), wanted), wanted, window);
        return;
      } catch (DamagedSegmentException e) {
        LOG.error(e.getMessage());
        Long following = journal.segmentAfter(wanted);
        if (following == null) {
          throw e;
        }
        if (!journal.setAside(wanted) && e.getCause() != null) {
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
    Long following = journal.segmentAfter(base);
    if (following != null && journal.released(base)) {
      return following; // Deleted since it was asked for.
    }
    if (following == null || !there(following) || there(base)) {
      throw cause;
    }
    LOG.error(
        "The journal segment {} is gone; its records count as missing. Bring it back from a backup"
            + " before the next start, or see who deletes files there.",
        cause.getMessage());
    journal.forget(base);
    return following;
  }

  private boolean there(long base) {
    return Files.exists(SegmentFile.path(journal.directory(), base));
  }

  @Override
  public void close() throws IOException {
    if (segment != null) {
      segment.close();
      segment = null;
    }
  }
}
