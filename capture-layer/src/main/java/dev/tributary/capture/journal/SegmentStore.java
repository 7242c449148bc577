package dev.tributary.capture.journal;

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
 * background, its blocks taken from the disk: a change of segments then waits for nothing, and a
 * disk without room is noticed a segment early.
 */
final class SegmentStore implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentStore.class);
  private static final int STEP_BYTES = 128 << 10;

  private final JournalOptions options;
  private final Path blank;
  private final ExecutorService background =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "journal-segments");
            thread.setDaemon(true);
            return thread;
          });
  private State state = State.IDLE;
  private JournalFile ready;

  private enum State {
    IDLE,
    LAYING_OUT,
    READY,
    REFUSED
  }

  SegmentStore(JournalOptions options) throws IOException {
    this.options = options;
    this.blank = options.directory().resolve("next.blank");
    Files.deleteIfExists(blank);
  }

  /** Starts to lay out the segment after this one, unless that was asked for already. */
  synchronized void prepare() {
    if (state == State.IDLE) {
      state = State.LAYING_OUT;
      background.execute(this::layOut);
    }
  }

  /** Whether the disk has no room for the segment after this one, or has just refused it. */
  synchronized boolean shortOfRoom() {
    return switch (state) {
      case READY, LAYING_OUT -> false;
      case REFUSED -> true;
      case IDLE -> usableBytes() < options.segmentBytes();
    };
  }

  private long usableBytes() {
    try {
      return Files.getFileStore(options.directory()).getUsableSpace();
    } catch (IOException e) {
      return 0; // A disk that can't even say so takes no segment.
    }
  }

  /** Whether the next change of segments finds its file laid out. */
  synchronized boolean ready() {
    return state == State.READY;
  }

  /** Whether the disk takes one step of bytes in a file of its own, which does not stay. */
  boolean writable() {
    Path probe = options.directory().resolve("room.probe");
    try (JournalFile file = options.files().create(probe)) {
      ByteBuffer zeros = ByteBuffer.allocate(STEP_BYTES);
      while (zeros.hasRemaining()) {
        file.write(zeros, zeros.position());
      }
      return true;
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

  private void layOut() {
    JournalFile file = null;
    try {
      file = options.files().create(blank);
      ByteBuffer zeros = ByteBuffer.allocateDirect(STEP_BYTES);
      for (long at = 0; at < options.segmentBytes(); ) {
        zeros.clear().limit((int) Math.min(STEP_BYTES, options.segmentBytes() - at));
        long begun = System.nanoTime();
        at += file.write(zeros, at);
        // Zeros by the hundred megabytes would hold a processor, and clicks up, for long.
        LockSupport.parkNanos(System.nanoTime() - begun);
      }
      if (options.keeping() == Keeping.SYNCED) {
        file.force();
      }
      settle(State.READY, file);
    } catch (IOException e) {
      settle(State.REFUSED, null);
      LOG.error(
          "The next journal segment can't be laid out: {}. Events are taken as long as there is"
              + " room; free the disk.",
          e.getMessage());
      discard(file);
    }
  }

  private synchronized void settle(State outcome, JournalFile file) {
    state = outcome;
    ready = file;
  }

  private void discard(JournalFile file) {
    try {
      if (file != null) {
        file.close();
      }
      Files.deleteIfExists(blank);
    } catch (IOException e) {
      LOG.warn("The unfinished segment {} can't be deleted: {}.", blank, e.getMessage());
    }
  }

  /**
   * A segment for records from {@code base} on: the prepared one, or one that grows.
   *
   * @throws IOException when the disk refuses; nothing is left of it then
   */
  synchronized SegmentWriter next(long base) throws IOException {
    Path file = SegmentFile.path(options.directory(), base);
    SegmentWriter writer =
        state == State.READY
            ? prepared(file, base)
            : SegmentWriter.create(options.files(), file, base);
    // What is still being laid out serves the next change; a refusal is asked again then.
    state = state == State.LAYING_OUT ? state : State.IDLE;
    if (options.keeping() == Keeping.SYNCED) {
      options.files().forceNames(options.directory());
    }
    return writer;
  }

  private SegmentWriter prepared(Path file, long base) throws IOException {
    JournalFile blankFile = ready;
    ready = null;
    state = State.IDLE;
    try {
      SegmentWriter writer = SegmentWriter.within(blankFile, base);
      options.files().rename(blank, file);
      return writer;
    } catch (IOException e) {
      discard(blankFile);
      throw e;
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

  private synchronized void discardReady() {
    if (state == State.READY) {
      discard(ready);
      settle(State.IDLE, null);
    }
  }
}
