package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file that becomes the next segment: what is done to it on the disk. */
final class BlankSegment {

  private static final Logger LOG = LoggerFactory.getLogger(BlankSegment.class);
  private static final int STEP_BYTES = 128 << 10;

  private final JournalOptions options;
  private final RoomLeft room;
  private final Path file;
  private volatile boolean stopped;

  BlankSegment(JournalOptions options, RoomLeft room) {
    this.options = options;
    this.room = room;
    this.file = SegmentFile.blank(options.directory());
  }

  /** An empty one; what was there is gone. */
  JournalFile create() throws IOException {
    return options.files().create(file);
  }

  /** What is being filled is not needed any more. */
  void stop() {
    stopped = true;
  }

  /**
   * Takes the blocks of a whole segment from the disk.
   *
   * @return whether it came to the end, and was not told to stop
   * @throws IOException when the disk refuses, or says that it would: to try all the same would
   *     take from the open segment what there is
   */
  boolean fill(JournalFile blank) throws IOException {
    if (!room.suffices()) {
      throw new IOException("the disk has less room than one takes");
    }
    ByteBuffer zeros = ByteBuffer.allocateDirect(STEP_BYTES);
    long size = SegmentFile.HEADER_BYTES + options.segmentBytes();
    for (long at = 0; at < size && !stopped; ) {
      zeros.clear().limit((int) Math.min(STEP_BYTES, size - at));
      long begun = System.nanoTime();
      at += blank.write(zeros, at);
      // Zeros by the hundred megabytes would hold a processor, and clicks up, for long.
      LockSupport.parkNanos(System.nanoTime() - begun);
    }
    if (options.keeping() == Keeping.SYNCED) {
      blank.force();
    }
    return !stopped;
  }

  void discard(JournalFile blank) {
    try {
      blank.close();
      delete();
    } catch (IOException e) {
      LOG.warn("The unfinished segment {} can't be deleted: {}.", file, e.getMessage());
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Whether the disk takes one step of bytes in a file of its own, which does not stay. */
  boolean writable() {
    Path probe = options.directory().resolve("room.probe");
    try (JournalFile open = options.files().create(probe)) {
      ByteBuffer zeros = ByteBuffer.allocate(STEP_BYTES);
      while (zeros.hasRemaining()) {
        open.write(zeros, zeros.position());
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
}
