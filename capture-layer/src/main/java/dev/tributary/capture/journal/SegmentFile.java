package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Name and header of a segment file: magic, version, first sequence, salt, CRC32C of these. */
final class SegmentFile {

  static final int HEADER_BYTES = 32;

  private static final int MAGIC = 0x5452424A; // "TRBJ"
  private static final int VERSION = 1;
  private static final String SUFFIX = ".journal";

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
          .forEach(file -> segments.put(base(file), file));
    }
    return segments;
  }

  static ByteBuffer header(long base, long salt) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    header.putInt(MAGIC).putInt(VERSION).putLong(base).putLong(salt);
    return header.putInt(checksum(header)).putInt(0).flip();
  }

  /**
   * The salt of an open segment.
   *
   * @throws DamagedSegmentException when the header is cut short or its checksum is wrong
   */
  static long salt(JournalFile channel, Path file) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    while (header.hasRemaining() && channel.read(header, header.position()) > 0) {
      // Reads on until the header is whole or the file ends.
    }
    boolean whole =
        !header.hasRemaining()
            && header.getInt(0) == MAGIC
            && header.getInt(4) == VERSION
            && header.getInt(24) == checksum(header);
    if (!whole) {
      throw new DamagedSegmentException(file);
    }
    return header.getLong(16);
  }

  /**
   * The first sequence that an open file's header names, or 0 where it has none: it is blank.
   *
   * @throws IOException when it can't be read
   */
  static long baseOf(JournalFile channel, Path file) throws IOException {
    try {
      salt(channel, file);
    } catch (DamagedSegmentException e) {
      return 0;
    }
    ByteBuffer base = ByteBuffer.allocate(Long.BYTES);
    channel.read(base, 8);
    return base.getLong(0);
  }

  private static long base(Path file) {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
  }

  private static int checksum(ByteBuffer header) {
    CRC32C crc = new CRC32C();
    crc.update(header.array(), 0, 24);
    return (int) crc.getValue();
  }
}
