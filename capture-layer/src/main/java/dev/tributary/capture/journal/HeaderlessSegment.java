package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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

  /**
   * The same for a file that has no name yet; 0 for one in which no segment was begun.
   *
   * @throws IOException when it can't be opened
   */
  static long mostRecordsOfBlank(JournalFiles files, Path blank) throws IOException {
    long bytes = content(files, blank, Files.size(blank)) - SegmentFile.HEADER_BYTES;
    return bytes <= 0 ? 0 : (bytes + RecordFormat.HEADER_BYTES - 1) / RecordFormat.HEADER_BYTES;
  }

  /**
   * Whether the disk gives anything, of this file or of another beside it: one that gives nothing
   * at all is away, not damaged.
   *
   * @throws IOException when it does not even give the folder
   */
  static boolean onADiskThatAnswers(JournalFiles files, Path file) throws IOException {
    List<Path> all = new ArrayList<>(List.of(file));
    try (Stream<Path> folder = Files.list(file.toAbsolutePath().getParent())) {
      folder.filter(Files::isRegularFile).forEach(all::add);
    }
    for (Path one : all) {
      if (gives(files, one)) {
        return true;
      }
    }
    return false;
  }

  private static boolean gives(JournalFiles files, Path file) throws IOException {
    long size = Files.size(file);
    try (JournalFile channel = files.open(file)) {
      for (long at : new long[] {0, SegmentFile.HEADER_BYTES, size / 2, size - 1}) {
        if (at >= 0 && at < size && gives(channel, at)) {
          return true;
        }
      }
      return false;
    }
  }

  private static boolean gives(JournalFile channel, long at) {
    try {
      return channel.read(ByteBuffer.allocate(1), at) > 0;
    } catch (IOException e) {
      LOG.debug("Nothing is read at byte {}: {}", at, e.toString());
      return false;
    }
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
