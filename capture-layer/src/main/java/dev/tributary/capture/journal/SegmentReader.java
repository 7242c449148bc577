package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Walks the records of one segment. Bytes that are no whole, undamaged record, and pages that the
 * disk can't read any more, are skipped up to the next one that is; whoever reads sees the jump in
 * the sequence.
 */
final class SegmentReader implements AutoCloseable {

  private static final int PAGE_BYTES = Refusals.PAGE_BYTES;
  private static final int TRIES = 3;

  /** What looking at the pages behind a refused one may take. */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final JournalFiles files;
  private final OnRefusal onRefusal;
  private final JournalFile channel;
  private final Path file;
  private final long base;
  private final long salt;
  private final ByteBuffer window;
  private long windowStart;
  private long position;
  private long unreadableTo;

  /**
   * Opens a segment for reading from its first record.
   *
   * @param window of {@link #newWindow}; whoever owns it reads one segment at a time
   * @throws DamagedSegmentException when the header is damaged, or the disk's refusal to give it is
   *     taken for that
   */
  SegmentReader(JournalFiles files, Path file, long base, ByteBuffer window, OnRefusal onRefusal)
      throws IOException {
    this.files = files;
    this.onRefusal = onRefusal;
    this.base = base;
    this.file = file;
    this.window = window.limit(0);
    this.channel = files.open(file);
    try {
      SegmentFile.Header header = header();
      this.salt = header.salt();
      this.position = header.start();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private SegmentFile.Header header() throws IOException {
    long askedAt = onRefusal.now();
    try {
      SegmentFile.Header header = SegmentFile.header(channel, file);
      onRefusal.headerGiven(base);
      return header;
    } catch (DamagedSegmentException | ClosedChannelException e) {
      throw e;
    } catch (IOException e) {
      if (givesUp(OnRefusal.HEADER, askedAt, e)) {
        throw new DamagedSegmentException(file, e);
      }
      throw e;
    }
  }

  private boolean givesUp(long page, long askedAt, IOException refusal) throws IOException {
    if (!HeaderlessSegment.onADiskThatAnswers(files, file)) {
      onRefusal.away(base);
      throw refusal;
    }
    return onRefusal.givesUp(file, base, page, askedAt, refusal);
  }

  /** A buffer that holds the largest record twice, so that reads stay large and memory bounded. */
  static ByteBuffer newWindow() {
    return ByteBuffer.allocateDirect(2 * (RecordFormat.HEADER_BYTES + RecordFormat.MAX_BODY_BYTES));
  }

  long base() {
    return base;
  }

  /** Offset behind the last record that {@link #next} gave. */
  long position() {
    return position;
  }

  /** Whether a page of it was given up that the disk can't read. */
  boolean unreadable() {
    return unreadableTo > 0;
  }

  /** The most records that may lie in such pages behind the last that {@link #next} gave. */
  long mostUnreadableBehind() {
    return Math.max(0, unreadableTo - position) / RecordFormat.HEADER_BYTES;
  }

  /**
   * The next record that ends at or before {@code limit}, or null when there is none.
   *
   * @param limit offset in bytes up to which the file's content is settled
   */
  JournalRecord next(long limit) throws IOException {
    for (long at = position; at + RecordFormat.HEADER_BYTES <= limit; at++) {
      at += zerosFrom(at, limit);
      if (recordAt(at, limit)) {
        int offset = (int) (at - windowStart);
        byte[] body = RecordFormat.bodyAt(window, offset);
        position = at + RecordFormat.size(body);
        long sequence = RecordFormat.sequenceAt(window, offset);
        return new JournalRecord(new JournalPosition(sequence, base, position), body);
      }
    }
    return null;
  }

  /**
   * How many bytes of zeros at an offset can be passed over: laid out ahead, never a record. The
   * last header's length of them stays, since a record's first bytes are zeros too.
   */
  private long zerosFrom(long at, long limit) throws IOException {
    long zeros = 0;
    while (at + zeros + 2L * RecordFormat.HEADER_BYTES <= limit && zerosAt(at + zeros, limit)) {
      zeros += RecordFormat.HEADER_BYTES;
    }
    return Math.max(0, zeros - RecordFormat.HEADER_BYTES);
  }

  private boolean zerosAt(long at, long limit) throws IOException {
    if (!held(at, limit) || windowStart + window.limit() < at + RecordFormat.HEADER_BYTES) {
      fill(at, limit);
    }
    int offset = (int) (at - windowStart);
    return window.limit() - offset >= RecordFormat.HEADER_BYTES
        && window.getLong(offset) == 0
        && window.getLong(offset + Long.BYTES) == 0;
  }

  private boolean recordAt(long at, long limit) throws IOException {
    if (held(at, limit) && RecordFormat.recordAt(window, (int) (at - windowStart), salt)) {
      return true;
    }
    boolean sawEnough =
        held(at, limit)
            && (windowStart + window.limit() >= limit
                || window.limit() - (at - windowStart) >= window.capacity() / 2);
    if (sawEnough) {
      return false;
    }
    fill(at, limit);
    return RecordFormat.recordAt(window, 0, salt);
  }

  private boolean held(long at, long limit) {
    long end = windowStart + window.limit();
    return at >= windowStart && at < end && end <= limit;
  }

  private void fill(long at, long limit) throws IOException {
    windowStart = at;
    window.clear().limit((int) Math.min(window.capacity(), limit - at));
    try {
      while (window.hasRemaining() && read(at + window.position()) > 0) {
        // Reads on until the window is full or the file ends.
      }
    } catch (IOException e) {
      window.limit(0); // What is in it is of no place that is known.
      throw e;
    }
    window.flip();
  }

  private int read(long at) throws IOException {
    long askedAt = onRefusal.now();
    for (int tried = 1; ; tried++) {
      try {
        int bytes = channel.read(window, at);
        onRefusal.given(base, at, at + bytes);
        return bytes;
      } catch (ClosedChannelException e) {
        throw e;
      } catch (IOException e) {
        if (tried == TRIES) {
          return refused(at, askedAt, e);
        }
      }
    }
  }

  /** A page that is given up is filled with zeros: no record. */
  private int refused(long at, long askedAt, IOException refusal) throws IOException {
    if (!givesUp(at / PAGE_BYTES, askedAt, refusal)) {
      lookBehind(at, refusal);
      throw refusal;
    }
    int bytes = (int) Math.min(PAGE_BYTES - at % PAGE_BYTES, window.remaining());
    window.put(new byte[bytes]);
    unreadableTo = Math.max(unreadableTo, at + bytes);
    return bytes;
  }

  /** Many such pages in a row then take the time of one, and not each its own. */
  private void lookBehind(long at, IOException refusal) throws IOException {
    long end = at + window.remaining();
    long begun = System.nanoTime();
    for (long page = at / PAGE_BYTES + 1; onRefusal.decides() && page * PAGE_BYTES < end; page++) {
      if (System.nanoTime() - begun > LOOK_NANOS) {
        return;
      }
      long askedAt = onRefusal.now();
      if (HeaderlessSegment.gives(channel, page * PAGE_BYTES)) {
        onRefusal.given(base, page * PAGE_BYTES, page * PAGE_BYTES + 1);
      } else {
        onRefusal.givesUp(file, base, page, askedAt, refusal);
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
