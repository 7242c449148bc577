package dev.tributary.capture.journal;

import java.io.IOException;

/**
 * The open end of a journal: the segment that is appended to, and when it is followed by the next.
 * Changed under the journal's lock alone; any thread may ask.
 */
final class OpenEnd {

  private final JournalOptions options;
  private final SegmentStore segments;
  private final Succession succession;
  private final Forcing forcing;
  private final SegmentIndex index;
  private volatile SegmentWriter open;
  private volatile long openedAt;

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
   * The segment that the next append goes to.
   *
   * @param next the first sequence of that
   * @throws IOException when the disk refuses to go on
   */
  SegmentWriter forAppend(long next) throws IOException {
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
    if (open.content() >= options.segmentBytes() / 2) {
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
   * nobody up: the open one grows until then.
   */
  private void follow(long next) throws IOException {
    if (!segments.ready()) {
      segments.prepare();
      return;
    }
    SegmentWriter followed = open;
    open = segments.follow(followed, next);
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
