package dev.tributary.capture.journal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What a change of segments leaves to do when clicks no longer wait for it: the new file gets its
 * name, the old one is cut to its length and closed, and, where appends have to survive a power
 * loss, both are forced to the disk. Until then the new file is the blank one with a header, which
 * the next start finds too.
 */
final class Succession {

  private static final long NONE = Long.MAX_VALUE;

  private final JournalOptions options;
  private final Queue<SegmentWriter> followed = new ArrayDeque<>();
  private final Object disk = new Object();
  private volatile long unnamed = NONE;
  private boolean namesChanged;

  Succession(JournalOptions options) {
    this.options = options;
  }

  /** A segment was followed by the one of that first sequence. */
  void changed(SegmentWriter old, long base) {
    synchronized (followed) {
      followed.add(old);
    }
    unnamed = base;
  }

  /** The first sequence of the segment that has no name yet; above all others when all have one. */
  long unnamed() {
    return unnamed;
  }

  /**
   * Gives the newest segment its name.
   *
   * @throws IOException when the disk refuses; to be tried again
   */
  void name() throws IOException {
    synchronized (disk) {
      if (unnamed != NONE) {
        options
            .files()
            .rename(
                SegmentFile.blank(options.directory()),
                SegmentFile.path(options.directory(), unnamed));
        namesChanged = true;
        unnamed = NONE;
      }
    }
  }

  /**
   * Puts all that was followed to rest; on the disk where appends have to survive a power loss.
   *
   * @throws IOException when the disk refuses: what the old segments held may be on it or not
   */
  void settle() throws IOException {
    boolean synced = options.keeping() == Keeping.SYNCED;
    synchronized (disk) {
      name();
      for (SegmentWriter old = next(); old != null; old = next()) {
        rest(old, synced);
      }
      if (synced && namesChanged) {
        options.files().forceNames(options.directory());
        namesChanged = false;
      }
    }
  }

  private static void rest(SegmentWriter old, boolean synced) throws IOException {
    try (old) {
      if (synced && !old.doubtful()) {
        old.force();
      }
    }
  }

  private SegmentWriter next() {
    synchronized (followed) {
      return followed.poll();
    }
  }
}
