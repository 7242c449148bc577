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
  private final Path file;

  BlankSegment(JournalOptions options) {
    this.options = options;
    this.file = SegmentFile.blank(options.directory());
  }

  /** An empty one; what was there is gone. */
  JournalFile create() throws IOException {
    return options.files().create(file);
  }

  /** Takes the blocks of a whole segment from the disk. */
  void fill(JournalFile blank) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect(STEP_BYTES);
    long size = SegmentFile.HEADER_BYTES + options.segmentBytes();
    for (long at = 0; at < size; ) {
      zeros.clear().limit((int) Math.min(STEP_BYTES, size - at));
      long begun = System.nanoTime();
      at += blank.write(zeros, at);
      // Zeros by the hundred megabytes would hold a processor, and clicks up, for long.
      LockSupport.parkNanos(System.nanoTime() - begun);
    }
    if (options.keeping() == Keeping.SYNCED) {
      blank.force();
    }
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
