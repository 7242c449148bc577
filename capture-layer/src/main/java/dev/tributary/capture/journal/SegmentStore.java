package dev.tributary.capture.journal;

import dev.tributary.capture.log.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
  private static final int STEP_BYTES = 128 << 10;
  private static final long FAULT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final JournalOptions options;
  private final Path blank;
  private final Succession succession;
  private final ExecutorService background =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "journal-segments");
            thread.setDaemon(true);
            return thread;
          });
  private State state = State.IDLE;
  private JournalFile ready;
  private IOException refusal;

  private enum State {
    IDLE,
    LAYING_OUT,
    READY,
    /** Ready to grow as far as there is room. */
    SHORT,
    REFUSED
  }

  SegmentStore(JournalOptions options, Succession succession) throws IOException {
    this.options = options;
    this.blank = SegmentFile.blank(options.directory());
    this.succession = succession;
    Files.deleteIfExists(blank);
  }

  /** Starts to lay out the segment after this one, unless that was asked for already. */
  synchronized void prepare() {
    if (state == State.IDLE || state == State.REFUSED) {
      state = State.LAYING_OUT;
      background.execute(this::layOutOrTellWhyNot);
    }
  }

  /** Whether the disk has no room for the segment after this one, or has just refused it. */
  boolean shortOfRoom() {
    return switch (state()) {
      case READY -> false;
      case LAYING_OUT -> refusal() != null;
      case SHORT, REFUSED -> true;
      case IDLE -> usableBytes() < options.segmentBytes();
    };
  }

  private synchronized State state() {
    return state;
  }

  private long usableBytes() {
    try {
      return Files.getFileStore(options.directory()).getUsableSpace();
    } catch (IOException e) {
      return 0; // A disk that can't even say so takes no segment.
    }
  }

  /** Whether the answer to {@link #prepare} is still to come. */
  boolean layingOut() {
    return state() == State.LAYING_OUT;
  }

  /** Whether a change of segments finds its file. */
  synchronized boolean ready() {
    return state == State.READY || state == State.SHORT;
  }

  /** Why the disk refused even an empty file the last time that one was asked for, or null. */
  synchronized IOException refusal() {
    return refusal;
  }

  /** Whether the disk takes one step of bytes in a file of its own, which does not stay. */
  boolean writable() {
    Path probe = options.directory().resolve("room.probe");
    try (JournalFile file = options.files().create(probe)) {
      ByteBuffer zeros = ByteBuffer.allocate(STEP_BYTES);
      while (zeros.hasRemaining()) {
        file.write(zeros, zeros.position());
      }
      boolean refused = refusal() != null;
      if (refused) {
        prepare();
      }
      return !refused;
    } catch (IOException e) {
      return false;
    } finally {
      try {
        Files.deleteIfExists(probe);
      } catch (IOException e) {
        LOG.warn("The probe {} can't be deleted: {}.", probe, e.getMessage());
      }
    }
  }

  /** A fault of this process, such as a lack of memory, must not keep the next try from coming. */
  private void layOutOrTellWhyNot() {
    try {
      layOut();
    } catch (RuntimeException | Error e) {
      waitForTheProcess();
      synchronized (this) {
        state = State.IDLE;
      }
      LOG.error("The next journal segment was not laid out and is tried again: {}", new Failure(e));
    }
  }

  /** Every append asks for the next segment: what each would tell again is met now and then. */
  private static void waitForTheProcess() {
    LockSupport.parkNanos(FAULT_NANOS);
  }

  private void layOut() {
    JournalFile file;
    try {
      succession.name(); // The name of the blank file has to be free again.
      file = options.files().create(blank);
    } catch (IOException e) {
      refuse(e);
      return;
    }
    try {
      fill(file);
      settle(State.READY, file);
    } catch (IOException e) {
      LOG.error(
          "The next journal segment can't be laid out: {}. Events are taken as long as there is"
              + " room; free the disk.",
          e.getMessage());
      leaveEmpty(file);
    } catch (RuntimeException | Error e) {
      discard(file);
      throw e;
    }
  }

  private void fill(JournalFile file) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect(STEP_BYTES);
    long size = SegmentFile.HEADER_BYTES + options.segmentBytes();
    for (long at = 0; at < size; ) {
      zeros.clear().limit((int) Math.min(STEP_BYTES, size - at));
      long begun = System.nanoTime();
      at += file.write(zeros, at);
      // Zeros by the hundred megabytes would hold a processor, and clicks up, for long.
      LockSupport.parkNanos(System.nanoTime() - begun);
    }
    if (options.keeping() == Keeping.SYNCED) {
      file.force();
    }
  }

  private void leaveEmpty(JournalFile file) {
    try {
      file.truncate(0);
      settle(State.SHORT, file);
    } catch (IOException e) {
      refuse(e);
      discard(file);
    }
  }

  private void refuse(IOException cause) {
    LOG.error(
        "There is no file for the next journal segment: {}. Events are taken until this one is"
            + " full; mend the disk or the folder {}.",
        cause.toString(),
        options.directory());
    synchronized (this) {
      state = State.REFUSED;
      refusal = cause;
    }
  }

  private synchronized void settle(State outcome, JournalFile file) {
    state = outcome;
    ready = file;
    refusal = null;
  }

  private void discard(JournalFile file) {
    try {
      file.close();
      Files.deleteIfExists(blank);
    } catch (IOException e) {
      LOG.warn("The unfinished segment {} can't be deleted: {}.", blank, e.getMessage());
    }
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
    state = State.IDLE;
    try {
      SegmentWriter writer = SegmentWriter.within(file, base);
      succession.changed(active, base);
      background.execute(this::tidy);
      return writer;
    } catch (IOException e) {
      background.execute(() -> discard(file));
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
    background.execute(this::discardReady);
    background.shutdown();
    try {
      if (!background.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("The next journal segment is still being laid out; the next start deletes it.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void discardReady() {
    if (ready()) {
      discard(ready);
      settle(State.IDLE, null);
    }
  }
}
