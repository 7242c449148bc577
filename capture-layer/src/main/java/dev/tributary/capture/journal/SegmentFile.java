package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Name and header of a segment file. The header is magic, version, first sequence, salt, CRC32C of
 * these, at the file's start and again in the page behind: without it none of the records could be
 * told from noise, so that no damage in one place takes it away.
 */
final class SegmentFile {

  private static final int COPY_AT = 4096;
  private static final int FIELDS_BYTES = 32;

  /** Offset of the first record of a new segment. */
  static final int HEADER_BYTES = COPY_AT + FIELDS_BYTES;

  private static final Logger LOG = LoggerFactory.getLogger(SegmentFile.class);
  private static final int MAGIC = 0x5452424A; // "TRBJ"
  private static final int VERSION = 2;

  /** Without the copy. A journal that was left in it is read and gone on with. */
  private static final int FIRST_VERSION = 1;

  private static final String SUFFIX = ".journal";

  /**
   * What a header says.
   *
   * @param start offset of the first record
   */
  record Header(long base, long salt, int start) {}

  private SegmentFile() {}

  static Path path(Path directory, long base) {
    return directory.resolve(String.format(Locale.ROOT, "%020d%s", base, SUFFIX));
  }

  /** The file that becomes the next segment. */
  static Path blank(Path directory) {
    return directory.resolve("next.blank");
  }

  /** The segments of a directory by first sequence. */
  static NavigableMap<Long, Path> list(Path directory) throws IOException {
    NavigableMap<Long, Path> segments = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      files
          .filter(file -> file.getFileName().toString().matches("\\d{20}\\.journal"))
          .filter(Files::isRegularFile)
          .forEach(file -> segments.put(base(file), file));
    }
    return segments;
  }

  static ByteBuffer header(long base, long salt) {
    ByteBuffer fields = ByteBuffer.allocate(FIELDS_BYTES);
    fields.putInt(MAGIC).putInt(VERSION).putLong(base).putLong(salt);
    fields.putInt(checksum(fields)).putInt(0).flip();
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    return header.put(fields.duplicate()).position(COPY_AT).put(fields).flip();
  }

  /**
   * The header of an open segment.
   *
   * @throws DamagedSegmentException when both copies are cut short or damaged
   */
  static Header header(JournalFile channel, Path file) throws IOException {
    Header header = headerOf(channel, file);
    if (header == null) {
      throw new DamagedSegmentException(file);
    }
    return header;
  }

  /**
   * Whether all of a header is there. A disk without room may have taken the first of its pages
   * only: the segment before it went on then, and this one was never begun.
   *
   * @throws IOException when it can't be read
   */
  static boolean begun(JournalFile channel) throws IOException {
    Header first = headerAt(channel, 0);
    return first != null
        && (first.start() == FIELDS_BYTES || first.equals(headerAt(channel, COPY_AT)));
  }

  private static Header headerOf(JournalFile channel, Path file) throws IOException {
    IOException refusal = null;
    try {
      Header first = headerAt(channel, 0);
      if (first != null) {
        return first;
      }
    } catch (ClosedChannelException e) {
      throw e;
    } catch (IOException e) {
      refusal = e;
    }
    Header copy = headerAt(channel, COPY_AT);
    if (copy == null && refusal != null) {
      throw refusal; // What can't be read now need not be damaged.
    }
    if (copy != null) {
      LOG.warn("The first page of {} is damaged; its copy serves. Check the disk.", file);
    }
    return copy;
  }

  private static Header headerAt(JournalFile channel, long at) throws IOException {
    ByteBuffer fields = ByteBuffer.allocate(FIELDS_BYTES);
    while (fields.hasRemaining() && channel.read(fields, at + fields.position()) > 0) {
      // Reads on until the fields are whole or the file ends.
    }
    if (fields.hasRemaining()
        || fields.getInt(0) != MAGIC
        || fields.getInt(24) != checksum(fields)) {
      return null;
    }
    return switch (fields.getInt(4)) {
      case VERSION -> new Header(fields.getLong(8), fields.getLong(16), HEADER_BYTES);
      case FIRST_VERSION -> new Header(fields.getLong(8), fields.getLong(16), FIELDS_BYTES);
      default -> null;
    };
  }

  private static long base(Path file) {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
  }

  private static int checksum(ByteBuffer fields) {
    CRC32C crc = new CRC32C();
    crc.update(fields.array(), 0, 24);
    return (int) crc.getValue();
  }
}
