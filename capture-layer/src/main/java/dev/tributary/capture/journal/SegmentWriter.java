package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** The one open end of the journal. */
final class SegmentWriter implements AutoCloseable {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final JournalFile channel;
  private final long base;
  private final long salt;
  private final int start;
  private long position;
  private boolean overhang;
  private volatile boolean doubtful;

  private SegmentWriter(JournalFile channel, SegmentFile.Header header, long position) {
    this.channel = channel;
    this.base = header.base();
    this.salt = header.salt();
    this.start = header.start();
    this.position = position;
  }

  /** Starts a segment that grows; whatever a failed start left at its name is replaced. */
  static SegmentWriter create(JournalFiles files, Path file, long base) throws IOException {
    JournalFile channel = files.create(file);
    try {
      return within(channel, base);
    } catch (IOException e) {
      channel.close();
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** Starts a segment in an open file of zeros, or of nothing. */
  static SegmentWriter within(JournalFile file, long base) throws IOException {
    long salt = RANDOM.nextLong();
    SegmentFile.Header header = new SegmentFile.Header(base, salt, SegmentFile.HEADER_BYTES);
    SegmentWriter writer = new SegmentWriter(file, header, 0);
    writer.append(SegmentFile.header(base, salt));
    return writer;
  }

  /** Goes on behind the last whole record of a segment; what is torn behind it is cut off. */
  static SegmentWriter reopen(JournalFiles files, Path file, long end) throws IOException {
    JournalFile channel = files.reopen(file);
    try {
      SegmentFile.Header header = SegmentFile.header(channel, file);
      channel.truncate(end);
      return new SegmentWriter(channel, header, end);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  long base() {
    return base;
  }

  long salt() {
    return salt;
  }

  /** Offset behind the last record that was written whole. */
  long position() {
    return position;
  }

  /** Bytes of records up to {@link #position}. */
  long content() {
    return position - start;
  }

  /** Moves the end behind bytes that {@link #write} put there. */
  void keep(long end) {
    position = end;
  }

  /** Writes all bytes and keeps them. */
  private void append(ByteBuffer bytes) throws IOException {
    keep(write(bytes, position));
  }

  /**
   * Writes all bytes at an offset at or behind {@link #position} without keeping them yet.
   *
   * @return the offset behind them
   */
  long write(ByteBuffer bytes, long at) throws IOException {
    if (overhang) {
      discard();
    }
    long end = at;
    while (bytes.hasRemaining()) {
      end += channel.write(bytes, end);
    }
    return end;
  }

  /** Cuts off what was written and not kept; a disk that refuses is asked again before a write. */
  void discard() throws IOException {
    overhang = true;
    channel.truncate(position);
    overhang = false;
  }

  /** Whether the disk refused to cut off what was written and not kept. */
  boolean overhangs() {
    return overhang;
  }

  /** Returns when all that was written is on the disk. */
  void force() throws IOException {
    channel.force();
  }

  /** The disk refused to force it once, and may say afterwards that nothing is left to force. */
  void doubt() {
    doubtful = true;
  }

  boolean doubtful() {
    return doubtful;
  }

  /** Closes; zeros that were laid out ahead and never used are cut off. */
  @Override
  public void close() throws IOException {
    try {
      channel.truncate(position);
    } finally {
      channel.close();
    }
  }
}
