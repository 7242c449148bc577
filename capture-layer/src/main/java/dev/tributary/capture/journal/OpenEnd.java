package dev.tributary.capture.journal;

import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open end of a journal: the segment that is appended to, and when it is followed by the next.
 * Changed under the journal's lock alone; any thread may ask.
 */
final class OpenEnd {

  private static final Logger LOG = LoggerFactory.getLogger(OpenEnd.class);

  private final JournalOptions options;
  private final SegmentStore segments;
  private final Succession succession;
  private final Forcing forcing;
  private final SegmentIndex index;
  private volatile SegmentWriter open;
  private volatile long openedAt;

  /** It was opened by the start, and its room was not taken from the disk ahead. */
  private boolean first = true;

  OpenEnd(
      JournalOptions options,
      SegmentWriter open,
      SegmentStore segments,
      Succession succession,
      Forcing forcing,
      SegmentIndex index) {
    this.options = options;
    this.open = open;
    this.segments = segments;
    this.succession = succession;
    this.forcing = forcing;
    this.index = index;
    this.openedAt = options.nanos().getAsLong();
  }

  SegmentWriter segment() {
    return open;
  }

  /**
   * Appends, in the next segment where the disk refuses to let this one grow and has given that one
   * its room already.
   *
   * @param next the first sequence of what is appended
   * @throws IOException when the disk refuses; what it has taken is to be {@link #discard}ed
   */
  void append(RecordBatch batch, long next, List<byte[]> bodies) throws IOException {
    SegmentWriter segment = forAppend(next);
    try {
      batch.write(segment, next, bodies);
    } catch (IOException e) {
      discard(e);
      if (!roomElsewhere()) {
        throw e;
      }
      follow(next);
      batch.write(forAppend(next), next, bodies);
      LOG.warn(
          "The journal segment {} was closed early: {}. Events go on in the next one, whose room was"
              + " taken ahead. Free the disk.",
          segment.base(),
          e.getMessage());
    }
  }

  /**
   * Whether what can't be appended here can be in the next segment. An empty one would be followed
   * by one of its own name; one that can't be cut off may hold the same sequences at a start.
   */
  private boolean roomElsewhere() {
    return segments.laidOut() && open.content() > 0 && !open.overhangs();
  }

  private SegmentWriter forAppend(long next) throws IOException {
    if (full() || nameless()) {
      refuseWhereTheDiskDoes();
    }
    if (full() || aged() || open.doubtful()) {
      follow(next);
    }
    index.opened(open.base(), open.position()); // Here, since it takes memory where that is new.
    return open;
  }

  /** Something was appended, and is in the file: from here on nothing may fail any more. */
  void grown() {
    index.grown(open.position());
    if (first || open.content() >= options.segmentBytes() / 2) {
      segments.prepare();
    }
  }

  /** What was appended is to be no part of it, which a later start may not take for records. */
  void discard(Throwable cause) {
    try {
      open.discard();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private void refuseWhereTheDiskDoes() throws IOException {
    IOException refusal = segments.refusal();
    if (refusal != null) {
      segments.prepare();
      throw refusal;
    }
  }

  /**
   * Changes to the next segment if that is there. A disk that is slow to give it, or hangs, holds
   * nobody up: the open one grows until then. One that holds what was refused is cut off first: a
   * start would read that under the sequences of the next one.
   */
  private void follow(long next) throws IOException {
    if (!segments.ready()) {
      segments.prepare();
      return;
    }
    if (open.overhangs()) {
      open.discard();
    }
    SegmentWriter followed = open;
    open = segments.follow(followed, next);
    first = false;
    if (followed.doubtful()) {
      // What it got since a sync failed on it is not forced by any later one.
      forcing.doubt(next - 1);
    }
    openedAt = options.nanos().getAsLong();
  }

  /** Whether it still waits for its name: in a folder that is gone it never gets one. */
  private boolean nameless() {
    return open.base() >= succession.unnamed();
  }

  private boolean full() {
    return open.content() >= options.segmentBytes();
  }

  private boolean aged() {
    return open.content() > 0
        && options.nanos().getAsLong() - openedAt >= options.segmentAge().toNanos();
  }

  /** Whether all of it is released, and it is old. */
  boolean idle() {
    return index.releasedUpTo(open.base(), open.position()) && aged();
  }

  /**
   * An {@link #idle} one is followed by an empty one, so that it can go.
   *
   * @param next the first sequence that was not assigned
   * @throws IOException when the disk refuses; to be tried again
   */
  void retire(long next) throws IOException {
    SegmentWriter idle = open;
    follow(next);
    if (open != idle) {
      index.opened(open.base(), open.position());
      index.release(open.base(), open.position());
    }
  }
}
