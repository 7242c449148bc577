package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be told of a segment whose header is gone. */
final class HeaderlessSegment {

  private static final Logger LOG = LoggerFactory.getLogger(HeaderlessSegment.class);
  private static final int BLOCK_BYTES = 64 << 10;

  private HeaderlessSegment() {}

  /**
   * The most records that it may have held: as many as fit before the zeros at its end, which were
   * laid out ahead and never used. Every record has a byte in its header that is not zero.
   *
   * @throws IOException when it can't be opened
   */
  static long mostRecords(JournalFiles files, Path file) throws IOException {
    long bytes = content(files, file, Files.size(file));
    return (bytes + RecordFormat.HEADER_BYTES - 1) / RecordFormat.HEADER_BYTES;
  }

  private static long content(JournalFiles files, Path file, long size) throws IOException {
    try (JournalFile channel = files.open(file)) {
      ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
      for (long end = size; end > 0; ) {
        long from = Math.max(0, end - BLOCK_BYTES);
        int used = used(channel, file, from, block.clear().limit((int) (end - from)));
        if (used > 0) {
          return from + used;
        }
        end = from;
      }
      return 0;
    }
  }

  /** How much of a block lies before the zeros at its end; all where the disk can't say. */
  private static int used(JournalFile channel, Path file, long from, ByteBuffer block) {
    try {
      while (block.hasRemaining() && channel.read(block, from + block.position()) > 0) {
        // Reads on until the block is whole or the file ends.
      }
    } catch (IOException e) {
      LOG.error("{} can't be read at byte {}: {}. Check the disk.", file, from, e.getMessage());
      return block.limit();
    }
    int used = block.position();
    while (used > 0 && block.get(used - 1) == 0) {
      used--;
    }
    return used;
  }
}
