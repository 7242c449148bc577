package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds, when a journal is opened, where it ended. A segment that can't be read stays where it is,
 * for its readers to ask for again and to set aside: another one is gone on with.
 */
final class JournalRecovery {

  private static final Logger LOG = LoggerFactory.getLogger(JournalRecovery.class);

  private final JournalOptions options;
  private final StartPatience patience;
  private final ByteBuffer window = SegmentReader.newWindow();
  private final NavigableMap<Long, Long> ends = new TreeMap<>();
  private final Set<Long> damaged = new HashSet<>();

  private JournalRecovery(JournalOptions options) {
    this.options = options;
    this.patience = new StartPatience(options.nanos(), Refusals.LASTING);
  }

  /**
   * What was found.
   *
   * @param ends settled size in bytes of each segment, by its first sequence
   * @param active the last segment, ready for more, or null when there is none that can be gone on
   *     with
   * @param next the first sequence that was never assigned
   * @param damaged segments to be kept for inspection when they are let go of
   */
  record Found(NavigableMap<Long, Long> ends, SegmentWriter active, long next, Set<Long> damaged) {}

  /** Where the last segment ends: all that may be behind it is not to be given out again. */
  private record End(SegmentWriter active, long next) {}

  /**
   * Finds out; asks a disk again that refuses to be read.
   *
   * @throws IOException where it goes on to, and gives no other file either
   */
  static Found recover(JournalOptions options) throws IOException {
    return new JournalRecovery(options).found();
  }

  private Found found() throws IOException {
    long nameless = nameTheNewest();
    new SegmentNames(options).mend();
    NavigableMap<Long, Path> files = SegmentFile.list(options.directory());
    for (var file : files.entrySet()) {
      ends.put(file.getKey(), Files.size(file.getValue()));
    }
    long unassigned = Math.max(options.releasedThrough(), options.assignedThrough()) + 1;
    End end = end(files);
    long next = Math.max(unassigned, end.next() + nameless);
    if (nameless == 0) {
      return new Found(ends, end.active(), next, damaged);
    }
    if (end.active() != null) {
      end.active().close();
    }
    keep(next - nameless);
    return new Found(ends, null, next, damaged);
  }

  /** Gives what has no header a name, so that it is among the segments. */
  private void keep(long base) throws IOException {
    Path file = SegmentFile.path(options.directory(), base);
    options.files().rename(SegmentFile.blank(options.directory()), file);
    ends.put(base, Files.size(file));
    damaged.add(base);
    tellOf(file);
  }

  private static void tellOf(Path file) {
    LOG.error(
        "The journal segment {} has no header that can be read at this start. It stays where it is"
            + " until shipping comes to it, which sets it aside if it still has none; sequences go"
            + " on behind all that it may hold. Check the disk.",
        file);
  }

  private End end(NavigableMap<Long, Path> files) throws IOException {
    while (!files.isEmpty()) {
      long base = files.lastKey();
      Path file = files.pollLastEntry().getValue();
      try {
        return reopened(file, base);
      } catch (DamagedSegmentException e) {
        // The sequences of the records that it may have held must not be given out again.
        long most = HeaderlessSegment.mostRecords(options.files(), file);
        tellOf(file);
        if (most > 0 || !takenOut(base)) {
          damaged.add(base);
          return new End(null, base + Math.max(1, most));
        }
        ends.remove(base);
      }
    }
    return new End(null, 1);
  }

  /** One that was never written to is in nobody's way, unless the disk refuses to move it. */
  private boolean takenOut(long base) {
    Disposal disposal = new Disposal(options.directory());
    disposal.keepAside(base);
    return disposal.takenOut(base);
  }

  private End reopened(Path file, long base) throws IOException {
    Scan scan;
    try {
      scan = patience.ask(() -> scan(file, base, OnRefusal.ERROR));
    } catch (DamagedSegmentException e) {
      throw e;
    } catch (IOException e) {
      scan = scan(file, base, OnRefusal.PASSED_OVER);
    }
    if (scan.unreadableBehind() > 0) {
      // Their sequences must not be given out again, and nothing of the file be cut off.
      return new End(null, scan.last() + 1 + scan.unreadableBehind());
    }
    if (scan.end() < ends.get(base)) {
      tellOfTorn(file, scan.end());
    }
    return new End(SegmentWriter.reopen(options.files(), file, scan.end()), scan.last() + 1);
  }

  /** Zeros at the end are nothing that anybody wrote: they were laid out ahead. */
  private void tellOfTorn(Path file, long end) throws IOException {
    long torn = HeaderlessSegment.usedBytes(options.files(), file) - end;
    if (torn > 0) {
      LOG.warn(
          "The journal ended in {} bytes that are no acknowledged record; they were cut off.",
          torn);
    }
  }

  /**
   * What was read of a segment.
   *
   * @param last the highest sequence
   * @param end offset behind its record
   * @param unreadableBehind the most records that may lie behind that in what was passed over
   */
  private record Scan(long last, long end, long unreadableBehind) {}

  private Scan scan(Path file, long base, OnRefusal onRefusal) throws IOException {
    long size = ends.get(base);
    try (SegmentReader reader = new SegmentReader(options.files(), file, base, window, onRefusal)) {
      long last = base - 1;
      for (JournalRecord r = reader.next(size); r != null; r = reader.next(size)) {
        last = r.sequence();
      }
      return new Scan(last, reader.position(), reader.mostUnreadableBehind());
    }
  }

  /**
   * A process that ended amid a change of segments left the new one without its name.
   *
   * @return the most records of one that can't have it, since its header can't be read
   */
  private long nameTheNewest() throws IOException {
    Path blank = SegmentFile.blank(options.directory());
    if (!Files.exists(blank)) {
      return 0;
    }
    Long base;
    try {
      base = patience.ask(() -> baseOf(blank));
    } catch (IOException e) {
      if (!HeaderlessSegment.onADiskThatAnswers(options.files(), blank)) {
        throw e;
      }
      base = null;
    }
    if (base == null) {
      // Else what was written since its header was refused is in the one before.
      return HeaderlessSegment.mostRecordsOfBlank(options.files(), blank);
    }
    options.files().rename(blank, SegmentFile.path(options.directory(), base));
    return 0;
  }

  /** The first sequence of a segment without its name; null where none was begun or kept. */
  private Long baseOf(Path blank) throws IOException {
    try (JournalFile file = options.files().open(blank)) {
      boolean there = begun(file, blank) || holdsRecord(blank);
      return there ? SegmentFile.header(file, blank).base() : null;
    }
  }

  private boolean begun(JournalFile file, Path blank) throws IOException {
    try {
      return SegmentFile.begun(file);
    } catch (IOException e) {
      if (holdsRecord(blank)) {
        return true;
      }
      throw e;
    }
  }

  private boolean holdsRecord(Path blank) throws IOException {
    try (SegmentReader reader =
        new SegmentReader(options.files(), blank, 0, window, OnRefusal.ERROR)) {
      return reader.next(Files.size(blank)) != null;
    } catch (DamagedSegmentException e) {
      return false;
    }
  }

  /** Returns when the segments, their names and their folder's are on the disk. */
  static void forceAll(JournalOptions options) throws IOException {
    for (Path file : SegmentFile.list(options.directory()).values()) {
      try (JournalFile segment = options.files().reopen(file)) {
        segment.force(); // A process that was killed may not have come to it.
      }
    }
    options.files().forceNames(options.directory());
    options.files().forceNames(options.directory().toAbsolutePath().getParent());
  }
}
