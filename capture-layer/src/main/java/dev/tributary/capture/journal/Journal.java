package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  private final JournalOptions options;
  private final RecordBatch batch = new RecordBatch();
  private final SegmentIndex index;
  private final SegmentStore segments;
  private final Succession succession;
  private final Forcing forcing;
  private final Disposal disposal;
  private SegmentWriter active;
  private long openedAt;
  private long next;
  private boolean closed;

  private Journal(JournalOptions options, JournalRecovery.Found found) throws IOException {
    this.options = options;
    this.succession = new Succession(options);
    this.segments = new SegmentStore(options, succession);
    this.forcing = new Forcing(this, succession);
    this.disposal = new Disposal(options.directory());
    this.next = found.next();
    this.active = found.active() != null ? found.active() : first(options, found.next());
    this.openedAt = options.nanos().getAsLong();
    found.ends().put(active.base(), active.position());
    this.index = new SegmentIndex(found.ends(), options.releasedThrough() + 1);
    if (options.releasedThrough() >= next - 1) {
      index.release(active.base(), active.position());
    }
  }

  /**
   * Opens the journal of a directory, cutting off what a crash left half written.
   *
   * @throws IOException when the directory can't be read or written
   */
  public static Journal open(JournalOptions options) throws IOException {
    Files.createDirectories(options.directory());
    Journal journal = new Journal(options, JournalRecovery.recover(options));
    if (options.keeping() == Keeping.SYNCED) {
      JournalRecovery.forceAll(options);
      journal.sync();
    }
    return journal;
  }

  private static SegmentWriter first(JournalOptions options, long base) throws IOException {
    Path file = SegmentFile.path(options.directory(), base);
    return SegmentWriter.create(options.files(), file, base);
  }

  /**
   * Appends records, all or none.
   *
   * @return the sequence of the first; the others follow without gap
   * @throws JournalRefusedException when the bound is reached or the disk refuses; none is kept
   */
  public synchronized long append(List<byte[]> bodies) throws JournalRefusedException {
    if (closed) {
      throw JournalRefusedException.closed();
    }
    if (unreleasedBytes() + RecordBatch.size(bodies) > options.boundBytes()) {
      throw JournalRefusedException.boundReached(options.boundBytes());
    }
    try {
      if (full() || nameless()) {
        refuseWhereTheDiskDoes();
      }
      if (full() || aged() || active.doubtful()) {
        roll();
      }
      batch.write(active, next, bodies);
      index.put(active.base(), active.position());
      if (active.content() >= options.segmentBytes() / 2) {
        segments.prepare();
      }
    } catch (IOException e) {
      discard(e);
      throw JournalRefusedException.byDisk(options.directory(), e);
    }
    long first = next;
    next += bodies.size();
    return first;
  }

  private void discard(IOException cause) {
    try {
      active.discard();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private void refuseWhereTheDiskDoes() throws IOException {
    IOException refusal = segments.refusal();
    if (refusal != null) {
      segments.prepare();
      throw refusal;
    }
  }

  /**
   * Changes to the next segment if that is there. A disk that is slow to give it, or hangs, holds
   * nobody up: the open one grows until then.
   */
  private void roll() throws IOException {
    if (!segments.ready()) {
      segments.prepare();
      return;
    }
    SegmentWriter followed = active;
    active = segments.follow(followed, next);
    if (followed.doubtful()) {
      forcing.doubt(
          next - 1); // What it got since a sync failed on it is not forced by any later one.
    }
    openedAt = options.nanos().getAsLong();
    index.put(active.base(), active.position());
  }

  /**
   * Whether the open segment still waits for its name: in a folder that is gone it never gets one.
   */
  private boolean nameless() {
    return active.base() >= succession.unnamed();
  }

  private boolean full() {
    return active.content() >= options.segmentBytes();
  }

  private boolean aged() {
    return active.content() > 0
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
    forcing.sync();
  }

  /** Where it ends now. */
  synchronized Forcing.End end() {
    return new Forcing.End(active, next - 1);
  }

  /** The highest sequence that a sync which failed may have left unsafe, whatever came after. */
  public long doubtfulThrough() {
    return forcing.doubtfulThrough();
  }

  /** The highest sequence that others may rely on. */
  long readableThrough() {
    long settled = options.keeping() == Keeping.SYNCED ? forcing.synced() : Long.MAX_VALUE;
    return Math.min(settled, succession.unnamed() - 1);
  }

  /** Whether there is no room on the disk for the next segment. */
  public boolean shortOfRoom() {
    return segments.shortOfRoom();
  }

  /** Whether the disk takes what a small append needs; to be asked when it has refused one. */
  public boolean writable() {
    return segments.writable();
  }

  /** Whether the next segment's file was asked for and is still to come. */
  boolean nextIsBeingLaidOut() {
    return segments.layingOut();
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
   * and {@link #tidy} deletes the segments wholly before it.
   */
  public synchronized void release(JournalPosition position) {
    index.release(position.segment(), position.end());
  }

  /** Deletes what was released before, by an earlier start too, and could not be deleted then. */
  public void tidy() {
    for (long segment : whole()) {
      if (disposal.takenOut(segment)) {
        forget(segment);
      }
    }
  }

  private synchronized List<Long> whole() {
    retire();
    return index.wholeReleased();
  }

  /** A segment that is no longer here. */
  synchronized void forget(long segment) {
    index.remove(segment);
    disposal.forget(segment);
  }

  /** A segment that could not be read everywhere: it is kept for inspection when it is released. */
  void keepAside(long segment) {
    disposal.keepAside(segment);
  }

  /** An idle segment whose records are all released is followed by an empty one, and deleted. */
  private void retire() {
    if (closed || !index.releasedUpTo(active.base(), active.position()) || !aged()) {
      return;
    }
    SegmentWriter idle = active;
    try {
      roll();
    } catch (IOException e) {
      LOG.warn(
          "The journal segment of an hour ago can't be closed: {}. It is tried again.",
          e.getMessage());
      return;
    }
    if (active != idle) {
      index.release(active.base(), active.position());
    }
  }

  /** Bytes of records that were appended and not released. */
  public synchronized long unreleasedBytes() {
    return index.unreleasedBytes();
  }

  /** Bytes of all segments on the disk, also of those that are released and not deleted yet. */
  public synchronized long diskBytes() {
    return index.bytes();
  }

  /** Whether the disk refused to let a segment go that is released. */
  public boolean refusesToDelete() {
    return disposal.refused();
  }

  /** Whether all of a segment is released, so that it may be gone. */
  synchronized boolean released(long segment) {
    return index.released(segment);
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
    return index.segmentOf(sequence);
  }

  /** The segment behind that one, or null when it is the last that has a name. */
  synchronized Long segmentAfter(long segment) {
    Long following = index.segmentAfter(segment);
    return following == null || following >= succession.unnamed() ? null : following;
  }

  /** How far a segment's content is settled; 0 for one that was deleted behind its reader. */
  synchronized long endOf(long segment) {
    return index.endOf(segment);
  }

  /**
   * Takes a segment out that can't be read.
   *
   * @return false where the disk refuses now; it is taken out when it is released
   */
  boolean setAside(long segment) {
    keepAside(segment);
    boolean done = disposal.takenOut(segment);
    if (done) {
      forget(segment);
    }
    return done;
  }

  @Override
  public void close() throws IOException {
    synchronized (this) {
      closed = true;
    }
    segments.close();
    succession.settle();
    active.close();
  }
}
