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

/** What can be told of a segment without its header and records. */
final class HeaderlessSegment {

  private static final Logger LOG = LoggerFactory.getLogger(HeaderlessSegment.class);
  private static final int BLOCK_BYTES = 64 << 10;

  private HeaderlessSegment() {}

  /**
   * What a file holds before the zeros at its end.
   *
   * @param readable offset behind the last byte that was read and is not zero
   * @param unreadable offset behind the last block that the disk did not give
   */
  private record Content(long readable, long unreadable) {

    long most() {
      return Math.max(readable, unreadable);
    }
  }

  /**
   * Offset behind the last byte of a file that is not zero; 0 where all are.
   *
   * @throws IOException when it can't be opened
   */
  static long usedBytes(JournalFiles files, Path file) throws IOException {
    try (JournalFile channel = files.open(file)) {
      return content(channel, file).readable();
    }
  }

  /**
   * The most records that it may have held: as many as fit before the zeros at its end, which were
   * laid out ahead and never used. Every record has a byte in its header that is not zero.
   *
   * @throws IOException when it can't be opened
   */
  static long mostRecords(JournalFiles files, Path file) throws IOException {
    try (JournalFile channel = files.open(file)) {
      return records(content(channel, file).most());
    }
  }

  /**
   * The same for a file that has no name yet; 0 for one in which no segment was begun. Its records
   * lie one behind the other: where none is in the first one's place, and nothing that can be read
   * tells of another, what can't be read is of zeros that were laid out.
   *
   * @throws IOException when it can't be opened
   */
  static long mostRecordsOfBlank(JournalFiles files, Path blank) throws IOException {
    try (JournalFile channel = files.open(blank)) {
      Content content = content(channel, blank);
      boolean begun = content.readable() > SegmentFile.HEADER_BYTES || !noRecord(channel);
      return begun ? records(Math.max(0, content.most() - SegmentFile.HEADER_BYTES)) : 0;
    }
  }

  private static long records(long bytes) {
    return (bytes + RecordFormat.HEADER_BYTES - 1) / RecordFormat.HEADER_BYTES;
  }

  /** Whether where the first record would be can be read, and there is none. */
  private static boolean noRecord(JournalFile channel) {
    ByteBuffer first = ByteBuffer.allocate(RecordFormat.HEADER_BYTES);
    try {
      while (first.hasRemaining()
          && channel.read(first, SegmentFile.HEADER_BYTES + first.position()) > 0) {
        // Reads on until it is whole or the file ends.
      }
      return first.getLong(0) == 0 && first.getLong(Long.BYTES) == 0;
    } catch (IOException e) {
      LOG.debug("The first record's place can't be read: {}", e.toString());
      return false;
    }
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

  private static boolean gives(JournalFiles files, Path file) {
    try (JournalFile channel = files.open(file)) {
      long size = Files.size(file);
      for (long at : new long[] {0, SegmentFile.HEADER_BYTES, size / 2, size - 1}) {
        if (at >= 0 && at < size && gives(channel, at)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      LOG.debug("{} can't be opened: {}", file, e.toString());
      return false;
    }
  }

  /** Whether there is a byte at that place that the disk gives. */
  static boolean gives(JournalFile channel, long at) {
    try {
      return channel.read(ByteBuffer.allocate(1), at) > 0;
    } catch (IOException e) {
      LOG.debug("Nothing is read at byte {}: {}", at, e.toString());
      return false;
    }
  }

  private static Content content(JournalFile channel, Path file) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
    long unreadable = 0;
    for (long end = Files.size(file); end > 0; ) {
      long from = Math.max(0, end - BLOCK_BYTES);
      block.clear().limit((int) (end - from));
      if (!whole(channel, file, from, block)) {
        unreadable = Math.max(unreadable, end);
      }
      int used = used(block);
      if (used > 0) {
        return new Content(from + used, unreadable);
      }
      end = from;
    }
    return new Content(0, unreadable);
  }

  /** Whether all of a block could be read; what was is in it. */
  private static boolean whole(JournalFile channel, Path file, long from, ByteBuffer block) {
    try {
      while (block.hasRemaining() && channel.read(block, from + block.position()) > 0) {
        // Reads on until the block is whole or the file ends.
      }
      return true;
    } catch (IOException e) {
      LOG.error("{} can't be read at byte {}: {}. Check the disk.", file, from, e.getMessage());
      return false;
    }
  }

  /** How much of what was read of a block lies before the zeros at its end. */
  private static int used(ByteBuffer block) {
    int used = block.position();
    while (used > 0 && block.get(used - 1) == 0) {
      used--;
    }
    return used;
  }
}
