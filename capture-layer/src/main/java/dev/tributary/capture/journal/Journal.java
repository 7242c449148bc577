package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
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
  private final Shelf shelf;
  private final OpenEnd openEnd;
  private final RecentRefusal refused;

  /** Changed by who appends alone; a disk may hold that up, and nobody who only asks. */
  private volatile long next;

  private boolean closed;

  private Journal(JournalOptions options, JournalRecovery.Found found, ThreadFactory threads)
      throws IOException {
    this.options = options;
    this.succession = new Succession(options);
    this.segments = new SegmentStore(options, succession, threads);
    this.refused = new RecentRefusal(options.nanos());
    this.forcing = new Forcing(this, succession);
    this.next = found.next();
    SegmentWriter open = found.active() != null ? found.active() : first(options, found.next());
    found.ends().put(open.base(), open.position());
    this.index = new SegmentIndex(found.ends(), open.base(), options.releasedThrough() + 1);
    this.openEnd = new OpenEnd(options, open, segments, succession, forcing, index);
    this.shelf = new Shelf(options, index, succession, forcing, new Refusals(options.nanos()));
    found.damaged().forEach(shelf::keepAside);
    if (options.releasedThrough() >= next - 1) {
      index.release(open.base(), open.position());
    }
  }

  /**
   * Opens the journal of a directory, cutting off what a crash left half written. A disk that
   * refuses to be read is asked again, for a minute at most.
   *
   * @throws IOException when the directory can't be read or written
   */
  public static Journal open(JournalOptions options) throws IOException {
    return open(options, SegmentStore::thread);
  }

  /** The same with those threads behind the appends. */
  static Journal open(JournalOptions options, ThreadFactory threads) throws IOException {
    Files.createDirectories(options.directory());
    Journal journal = new Journal(options, JournalRecovery.recover(options), threads);
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
      openEnd.append(batch, next, bodies);
    } catch (IOException e) {
      openEnd.discard(e);
      refused.now();
      throw JournalRefusedException.byDisk(options.directory(), e);
    } catch (RuntimeException | Error e) {
      openEnd.discard(e);
      throw e;
    }
    long first = next;
    next = first + bodies.size(); // Before all else: these sequences are in the file.
    openEnd.grown();
    return first;
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
    return new Forcing.End(openEnd.segment(), next - 1);
  }

  /** The highest sequence that a sync which failed may have left unsafe, whatever came after. */
  public long doubtfulThrough() {
    return forcing.doubtfulThrough();
  }

  /**
   * Whether there is no room on the disk for the next segment, or it has just refused an append.
   */
  public boolean shortOfRoom() {
    return segments.shortOfRoom() || refused.stands();
  }

  /**
   * Asks again for the next segment where the disk had no room for it and has some now. To be
   * called every second or so, since no event might come that asks for it.
   */
  public void lookForRoom() {
    segments.lookForRoom();
  }

  /** Whether the disk takes what a small append needs; to be asked when it has refused one. */
  public boolean writable() {
    return segments.writable();
  }

  /** Whether the next segment's file was asked for and is still to come. */
  boolean nextIsBeingLaidOut() {
    return segments.layingOut();
  }

  /**
   * A reader that starts at that sequence, or at the first one above it that is still here. What
   * the disk refuses to give for a minute it takes for lost, and out: one reads so at a time.
   */
  public JournalReader reader(long from) {
    return shelf.reader(from);
  }

  /**
   * One that looks only: at all that was appended, synced or not; it takes nothing for lost, and
   * nothing out.
   */
  public JournalReader onlooker(long from) {
    return shelf.onlooker(from);
  }

  /**
   * Gives each record from that sequence on that can be read now; for a start, which asks a disk
   * again that refuses to give one, as a {@link #reader} does.
   *
   * @throws IOException when the disk gives nothing at all, for two minutes
   */
  public void forEach(long from, Consumer<JournalRecord> each) throws IOException {
    shelf.forEach(from, each);
  }

  /** The highest sequence that others may rely on. */
  long readableThrough() {
    return shelf.readableThrough();
  }

  /** Whether the disk refuses now to give what readers ask it for, which is asked for again. */
  public boolean refusesToGive() {
    return shelf.refusesToGive();
  }

  /**
   * Lets go of everything up to and including that position: it counts against the bound no longer,
   * and {@link #tidy} deletes the segments wholly before it.
   */
  public void release(JournalPosition position) {
    index.release(position.segment(), position.end());
  }

  /** Whether {@link #tidy} has anything to do. */
  public boolean untidy() {
    return openEnd.idle() || shelf.untidy();
  }

  /** Deletes what was released before, by an earlier start too, and could not be deleted then. */
  public void tidy() {
    if (openEnd
        .idle()) { // Asked first: the system may hold up an append, and who waits for its lock.
      retire();
    }
    shelf.tidy();
  }

  private synchronized void retire() {
    if (closed || !openEnd.idle()) {
      return;
    }
    try {
      openEnd.retire(next);
    } catch (IOException e) {
      LOG.warn(
          "The journal segment of an hour ago can't be closed: {}. It is tried again.",
          e.getMessage());
    }
  }

  /** Bytes of records that were appended and not released. */
  public long unreleasedBytes() {
    return index.unreleasedBytes();
  }

  /** Bytes of all segments on the disk, also of those that are released and not deleted yet. */
  public long diskBytes() {
    return index.bytes();
  }

  /** Whether the disk refused to let a segment go that is released. */
  public boolean refusesToDelete() {
    return shelf.refusesToDelete();
  }

  /** The highest sequence that was assigned; 0 before the first. */
  public long lastSequence() {
    return next - 1;
  }

  @Override
  public void close() throws IOException {
    synchronized (this) {
      closed = true;
    }
    segments.close();
    succession.settle();
    openEnd.segment().close();
  }
}
