package dev.tributary.capture.journal;

import dev.tributary.capture.log.Failure;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a journal its next segment. While one is being filled the following one is laid out in the
 * background, its blocks taken from the disk: a change of segments then waits for nothing, whatever
 * the disk does, and a disk without room is noticed a segment early.
 */
final class SegmentStore implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentStore.class);
  private static final long FAULT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final JournalOptions options;
  private final BlankSegment blank;
  private final Succession succession;
  private final RoomLeft room;
  private final ExecutorService background;

  /** Made once: who asks for it has records in the file, and may have no memory. */
  private final Runnable layingOut = this::layOutOrTellWhyNot;

  private NextSegment state = NextSegment.IDLE;
  private JournalFile ready;
  private IOException refusal;
  private boolean faulty;

  /** What was asked for last was refused, whole or in part. */
  private volatile boolean lacking;

  /** To be filled in place of a new one. */
  private JournalFile empty;

  SegmentStore(JournalOptions options, Succession succession, ThreadFactory threads)
      throws IOException {
    this.options = options;
    this.background = Executors.newSingleThreadExecutor(threads);
    this.succession = succession;
    this.room = new RoomLeft(options);
    this.blank = new BlankSegment(options, room);
    blank.delete();
  }

  /** What lays the segments out. */
  static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "journal-segments");
    thread.setDaemon(true);
    return thread;
  }

  /** Starts to lay out the segment after this one, unless that was asked for already. */
  synchronized void prepare() {
    if (state == NextSegment.IDLE || state == NextSegment.REFUSED) {
      state = NextSegment.LAYING_OUT;
      if (!begun(layingOut)) {
        state = NextSegment.IDLE; // The next append asks again.
      }
    }
  }

  /** Whether that will be done: where no thread can be had for it, the append is none the worse. */
  private synchronized boolean begun(Runnable task) {
    try {
      background.execute(task);
      faulty = false;
      return true;
    } catch (RuntimeException | Error e) {
      if (!faulty) {
        faulty = true;
        LOG.error(
            "Nothing can be done behind the appends to the journal; it is tried again: {}",
            new Failure(e));
      }
      return false;
    }
  }

  /** Whether the disk has no room for the segment after this one, or has just refused it. */
  boolean shortOfRoom() {
    return switch (state()) {
      case READY -> false;
      case LAYING_OUT -> lacking;
      case SHORT, REFUSED -> true;
      case IDLE -> !room.suffices();
    };
  }

  /**
   * Asks again for what the disk refused: for a file at once, for its blocks when there are more
   * than when it refused them, since each try takes what there is from others.
   */
  void lookForRoom() {
    NextSegment now = state();
    if (now == NextSegment.REFUSED) {
      prepare();
    } else if (now == NextSegment.SHORT && room.grown()) {
      fillAgain();
    }
  }

  private synchronized void fillAgain() {
    if (state == NextSegment.SHORT && begun(layingOut)) {
      state = NextSegment.LAYING_OUT;
      empty = ready;
      ready = null;
    }
  }

  private synchronized JournalFile takeEmpty() {
    JournalFile file = empty;
    empty = null;
    return file;
  }

  private synchronized NextSegment state() {
    return state;
  }

  /** Whether the answer to {@link #prepare} is still to come. */
  boolean layingOut() {
    return state() == NextSegment.LAYING_OUT;
  }

  /** Whether a change of segments finds its file with all its room. */
  boolean laidOut() {
    return state() == NextSegment.READY;
  }

  /** Whether a change of segments finds its file. */
  synchronized boolean ready() {
    return state == NextSegment.READY || state == NextSegment.SHORT;
  }

  /** Why the disk refused even an empty file the last time that one was asked for, or null. */
  synchronized IOException refusal() {
    return refusal;
  }

  /** Whether the disk takes what a small append needs; else it is asked for the next segment. */
  boolean writable() {
    boolean takes = blank.writable();
    boolean refused = refusal() != null;
    if (takes && refused) {
      prepare();
    }
    return takes && !refused;
  }

  /** A fault of this process, such as a lack of memory, must not keep the next try from coming. */
  private void layOutOrTellWhyNot() {
    try {
      layOut();
    } catch (RuntimeException | Error e) {
      waitForTheProcess();
      synchronized (this) {
        state = NextSegment.IDLE;
      }
      LOG.error("The next journal segment was not laid out and is tried again: {}", new Failure(e));
    }
  }

  /** Every append asks for the next segment: what each would tell again is met now and then. */
  private static void waitForTheProcess() {
    LockSupport.parkNanos(FAULT_NANOS);
  }

  private void layOut() {
    JournalFile file = takeEmpty();
    try {
      if (file == null) {
        succession.name(); // The name of the blank file has to be free again.
        file = blank.create();
      }
    } catch (IOException e) {
      refuse(e);
      return;
    }
    try {
      if (blank.fill(file)) {
        settle(NextSegment.READY, file);
      } else {
        blank.discard(file);
      }
    } catch (IOException e) {
      if (!lacking) {
        LOG.error(
            "The next journal segment can't be laid out: {}. Events are taken as long as there is"
                + " room; free the disk.",
            e.getMessage());
      }
      leaveEmpty(file);
    } catch (RuntimeException | Error e) {
      blank.discard(file);
      throw e;
    }
  }

  private void leaveEmpty(JournalFile file) {
    try {
      file.truncate(0);
      room.refused();
      settle(NextSegment.SHORT, file);
    } catch (IOException e) {
      refuse(e);
      blank.discard(file);
    }
  }

  private void refuse(IOException cause) {
    IOException before = refusal();
    if (before == null || !before.toString().equals(cause.toString())) { // Else it was told.
      LOG.error(
          "There is no file for the next journal segment: {}. Events are taken until this one is"
              + " full; mend the disk or the folder {}.",
          cause.toString(),
          options.directory());
    }
    synchronized (this) {
      state = NextSegment.REFUSED;
      refusal = cause;
      lacking = true;
    }
  }

  private synchronized void settle(NextSegment outcome, JournalFile file) {
    state = outcome;
    ready = file;
    refusal = null;
    lacking = outcome == NextSegment.SHORT;
  }

  /**
   * Follows a segment by the one that is {@link #ready}. Nothing but a header is written here: that
   * the file gets its name, and what it follows its rest, comes behind.
   *
   * @throws IOException when the disk refuses; the old one goes on then
   */
  synchronized SegmentWriter follow(SegmentWriter active, long base) throws IOException {
    JournalFile file = ready;
    ready = null;
    state = NextSegment.IDLE;
    try {
      SegmentWriter writer = SegmentWriter.within(file, base);
      lacking = false;
      succession.changed(active, base);
      begun(this::tidy); // Else the next one that is laid out gives this one its name first.
      return writer;
    } catch (IOException | RuntimeException | Error e) {
      begun(() -> blank.discard(file));
      throw e;
    }
  }

  private void tidy() {
    try {
      succession.name();
      if (options.keeping() == Keeping.WRITTEN) {
        succession.settle();
      }
    } catch (IOException e) {
      if (!layingOut()) { // Else it is tried again at once.
        refuse(e);
      }
    } catch (RuntimeException | Error e) {
      LOG.error(
          "The newest journal segment has no name yet; it is tried again: {}", new Failure(e));
      waitForTheProcess();
      prepare(); // Which gives it its name first.
    }
  }

  @Override
  public void close() {
    blank.stop();
    background.execute(this::discardReady);
    background.shutdown();
    try {
      if (!background.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("The next journal segment is still being laid out; the next start deletes it.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void discardReady() {
    if (ready()) {
      blank.discard(ready);
      settle(NextSegment.IDLE, null);
    }
  }
}
