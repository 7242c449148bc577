package dev.tributary.capture.journal;

import dev.tributary.capture.journal.JournalRefusedException.Cause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The append-only file between the reply and Kafka.
 *
 * <p>What {@link #append} returned for has been handed to the operating system in one write and
 * survives the end of this process, however it comes; what {@link #sync} returned for survives a
 * power loss. Safe for many appending threads, one that syncs, and one reader.
 */
public final class Journal implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final int WRITE_BYTES = 4 << 20;

  private final JournalOptions options;
  private final NavigableMap<Long, Long> ends = new TreeMap<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(WRITE_BYTES);
  private final SegmentStore segments;
  private SegmentWriter active;
  private SegmentWriter doubtful;
  private long openedAt;
  private volatile long synced;
  private long next;
  private long releasedSegment;
  private long releasedEnd;
  private boolean closed;

  private Journal(JournalOptions options) throws IOException {
    this.options = options;
    this.segments = new SegmentStore(options);
  }

  /**
   * Opens the journal of a directory, cutting off what a crash left half written.
   *
   * @throws IOException when the directory can't be read or written
   */
  public static Journal open(JournalOptions options) throws IOException {
    Files.createDirectories(options.directory());
    Journal journal = new Journal(options);
    JournalRecovery.Found found = JournalRecovery.recover(options);
    journal.ends.putAll(found.ends());
    journal.next = found.next();
    journal.active = found.active() != null ? found.active() : journal.segments.next(found.next());
    journal.openedAt = options.nanos().getAsLong();
    journal.ends.put(journal.active.base(), journal.active.position());
    Long current = journal.ends.floorKey(options.releasedThrough() + 1);
    journal.releasedSegment = current == null ? journal.ends.firstKey() : current;
    if (options.keeping() == Keeping.SYNCED) {
      options.files().forceNames(options.directory());
      journal.sync();
    }
    return journal;
  }

  /**
   * Appends records, all or none.
   *
   * @return the sequence of the first; the others follow without gap
   * @throws JournalRefusedException when the bound is reached or the disk refuses; none is kept
   */
  public synchronized long append(List<byte[]> bodies) throws JournalRefusedException {
    if (closed) {
      throw new JournalRefusedException(Cause.CLOSED, "The journal is closed.", null);
    }
    long bytes = 0;
    for (byte[] body : bodies) {
      if (body.length > RecordFormat.MAX_BODY_BYTES) {
        throw new IllegalArgumentException("A record of " + body.length + " bytes is too large");
      }
      bytes += RecordFormat.size(body);
    }
    if (unreleasedBytes() + bytes > options.boundBytes()) {
      throw new JournalRefusedException(
          Cause.BOUND_REACHED,
          "The journal holds its bound of "
              + options.boundBytes()
              + " bytes that Kafka has not acknowledged; it takes more when the broker is back.",
          null);
    }
    try {
      if (active.position() >= options.segmentBytes() || aged() || active == doubtful) {
        roll();
      }
      write(bodies);
      if (active.position() >= options.segmentBytes() / 2) {
        segments.prepare();
      }
    } catch (IOException e) {
      discard(e);
      throw new JournalRefusedException(
          Cause.DISK,
          "The journal in " + options.directory() + " can't be written: " + e.getMessage() + ".",
          e);
    }
    long first = next;
    next += bodies.size();
    return first;
  }

  private void write(List<byte[]> bodies) throws IOException {
    long end = active.position();
    long sequence = next;
    buffer.clear();
    for (byte[] body : bodies) {
      if (buffer.remaining() < RecordFormat.size(body)) {
        end = active.write(buffer.flip(), end);
        buffer.clear();
      }
      RecordFormat.put(buffer, active.salt(), sequence++, body);
    }
    end = active.write(buffer.flip(), end);
    active.keep(end);
    ends.put(active.base(), end);
  }

  private void discard(IOException cause) {
    try {
      active.discard();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private void roll() throws IOException {
    if (options.keeping() == Keeping.SYNCED && active != doubtful) {
      active.force(); // Whoever syncs afterwards looks at the open segment only.
    }
    SegmentWriter following = segments.next(next);
    active.close();
    active = following;
    openedAt = options.nanos().getAsLong();
    ends.put(active.base(), active.position());
  }

  private boolean aged() {
    return active.position() > SegmentFile.HEADER_BYTES
        && options.nanos().getAsLong() - openedAt >= options.segmentAge().toNanos();
  }

  /**
   * Forces all that was appended to the disk.
   *
   * @throws IOException when the disk refuses: what was appended since the last sync may be on it
   *     or not, and what follows goes to another segment, since a system that failed to write a
   *     page once says afterwards that it has nothing left to write
   */
  public void sync() throws IOException {
    while (true) {
      SegmentWriter writer;
      long through;
      synchronized (this) {
        writer = active;
        through = next - 1;
      }
      try {
        writer.force();
        synced = Math.max(synced, through);
        return;
      } catch (ClosedChannelException e) {
        synchronized (this) {
          if (writer == active) {
            throw e;
          }
        }
      } catch (IOException e) {
        synchronized (this) {
          doubtful = writer;
        }
        throw e;
      }
    }
  }

  /** The highest sequence that others may rely on. */
  long readableThrough() {
    return options.keeping() == Keeping.SYNCED ? synced : Long.MAX_VALUE;
  }

  /** Whether there is no room on the disk for the next segment. */
  public boolean shortOfRoom() {
    return segments.shortOfRoom();
  }

  /** Whether the disk takes what a small append needs; to be asked when it has refused one. */
  public boolean writable() {
    return segments.writable();
  }

  /** Whether the next change of segments finds its file laid out. */
  boolean nextIsLaidOut() {
    return segments.ready();
  }

  JournalFiles files() {
    return options.files();
  }

  /** A reader that starts at that sequence, or at the first one above it that is still here. */
  public JournalReader reader(long from) {
    return new JournalReader(this, from);
  }

  /**
   * Lets go of everything up to and including that position: it counts against the bound no longer,
   * and segments wholly behind it are deleted.
   */
  public synchronized void release(JournalPosition position) {
    releasedSegment = position.segment();
    releasedEnd = position.end();
    retire();
    while (ends.firstKey() < releasedSegment) {
      Path file = SegmentFile.path(options.directory(), ends.firstKey());
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.warn(
            "The shipped journal segment {} can't be deleted: {}. It is tried again; free the disk"
                + " or mend its permissions.",
            file,
            e.getMessage());
        return;
      }
      ends.pollFirstEntry();
    }
  }

  /** An idle segment whose records are all released is followed by an empty one, and deleted. */
  private void retire() {
    boolean allReleased =
        releasedSegment == active.base() && releasedEnd == active.position() && !closed;
    if (!allReleased || !aged()) {
      return;
    }
    try {
      roll();
      releasedSegment = active.base();
      releasedEnd = active.position();
    } catch (IOException e) {
      LOG.warn(
          "The journal segment of an hour ago can't be closed: {}. It is tried again.",
          e.getMessage());
    }
  }

  /** Bytes that were appended and not released. */
  public synchronized long unreleasedBytes() {
    long bytes = -releasedEnd;
    for (long end : ends.tailMap(releasedSegment, true).values()) {
      bytes += end;
    }
    return bytes;
  }

  /** The highest sequence that was assigned; 0 before the first. */
  public synchronized long lastSequence() {
    return next - 1;
  }

  Path directory() {
    return options.directory();
  }

  /** The segment that holds or would hold a sequence; the oldest one for what is gone. */
  synchronized long segmentOf(long sequence) {
    Long segment = ends.floorKey(sequence);
    return segment == null ? ends.firstKey() : segment;
  }

  /** The segment behind that one, or null when it is the open one. */
  synchronized Long segmentAfter(long segment) {
    return ends.higherKey(segment);
  }

  /** How far a segment's content is settled; 0 for one that was deleted behind its reader. */
  synchronized long endOf(long segment) {
    return ends.getOrDefault(segment, 0L);
  }

  /** Takes a segment out that can't be read. */
  synchronized void setAside(long segment) throws IOException {
    JournalRecovery.setAside(SegmentFile.path(options.directory(), segment));
    ends.remove(segment);
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    segments.close();
    active.close();
  }
}
