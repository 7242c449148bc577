package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds, when a journal is opened, where it ended. */
final class JournalRecovery {

  private static final Logger LOG = LoggerFactory.getLogger(JournalRecovery.class);

  private JournalRecovery() {}

  /**
   * What was found.
   *
   * @param ends settled size in bytes of each segment, by its first sequence
   * @param active the last segment, ready for more, or null when there is none that can be gone on
   *     with
   * @param next the first sequence that was never assigned
   */
  record Found(NavigableMap<Long, Long> ends, SegmentWriter active, long next) {}

  static Found recover(JournalOptions options) throws IOException {
    long nameless = nameTheNewest(options);
    Found found = named(options, nameless);
    if (nameless > 0) {
      Path file = SegmentFile.path(options.directory(), found.next() - nameless);
      options.files().rename(SegmentFile.blank(options.directory()), file);
      LOG.error(new DamagedSegmentException(file).getMessage());
      setAside(file);
    }
    return found;
  }

  /**
   * What the segments that have a name hold.
   *
   * @param behind records that another may hold which comes after them
   */
  private static Found named(JournalOptions options, long behind) throws IOException {
    NavigableMap<Long, Path> files = SegmentFile.list(options.directory());
    NavigableMap<Long, Long> ends = new TreeMap<>();
    for (Map.Entry<Long, Path> file : files.entrySet()) {
      ends.put(file.getKey(), Files.size(file.getValue()));
    }
    long unassigned = Math.max(options.releasedThrough(), options.assignedThrough()) + 1;
    while (!files.isEmpty()) {
      long base = files.lastKey();
      Path file = files.pollLastEntry().getValue();
      try {
        Found found = reopen(options.files(), file, base, ends);
        return new Found(ends, found.active(), Math.max(unassigned, found.next() + behind));
      } catch (DamagedSegmentException e) {
        // The sequences of the records that it may have held must not be given out again.
        ends.remove(base);
        long most = HeaderlessSegment.mostRecords(options.files(), file);
        unassigned = Math.max(unassigned, base + most + behind);
        LOG.error(e.getMessage());
        setAside(file);
      }
    }
    return new Found(ends, null, unassigned + behind);
  }

  /**
   * A process that ended amid a change of segments left the new one without its name.
   *
   * @return the most records of one that can't have it, since its header is damaged
   */
  private static long nameTheNewest(JournalOptions options) throws IOException {
    Path blank = SegmentFile.blank(options.directory());
    if (!Files.exists(blank)) {
      return 0;
    }
    long base;
    try (JournalFile file = options.files().open(blank)) {
      if (!SegmentFile.begun(file) && !holdsRecord(options, blank)) {
        // Else what was written since its header was refused is in the one before.
        return HeaderlessSegment.mostRecordsOfBlank(options.files(), blank);
      }
      base = SegmentFile.header(file, blank).base();
    }
    options.files().rename(blank, SegmentFile.path(options.directory(), base));
    return 0;
  }

  private static boolean holdsRecord(JournalOptions options, Path blank) throws IOException {
    try (SegmentReader reader =
        new SegmentReader(options.files(), blank, 0, SegmentReader.newWindow())) {
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

  static void setAside(Path file) throws IOException {
    Files.move(
        file,
        file.resolveSibling(file.getFileName() + ".damaged"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static Found reopen(
      JournalFiles files, Path file, long base, NavigableMap<Long, Long> ends) throws IOException {
    long size = ends.get(base);
    long last = base - 1;
    long end;
    long unreadable;
    try (SegmentReader reader = new SegmentReader(files, file, base, SegmentReader.newWindow())) {
      for (JournalRecord r = reader.next(size); r != null; r = reader.next(size)) {
        last = r.sequence();
      }
      end = reader.position();
      unreadable = reader.mostUnreadableBehind();
    }
    if (unreadable > 0) {
      // Their sequences must not be given out again, and nothing of the file be cut off.
      return new Found(ends, null, last + 1 + unreadable);
    }
    if (end < size) {
      LOG.warn(
          "The journal ended in {} bytes that are no acknowledged record; they were cut off.",
          size - end);
    }
    return new Found(ends, SegmentWriter.reopen(files, file, end), last + 1);
  }
}
