package dev.tributary.capture.journal;

import java.io.IOException;

/**
 * What the disk of a journal has left for its next segment, by its own word. Any thread may ask.
 */
final class RoomLeft {

  private final JournalOptions options;
  private volatile long whenRefused;

  RoomLeft(JournalOptions options) {
    this.options = options;
  }

  /** Whether a segment fits. */
  boolean suffices() {
    return usableBytes() >= options.segmentBytes();
  }

  /** The disk has refused one, whatever it says. */
  void refused() {
    whenRefused = usableBytes();
  }

  /** Whether a segment fits and there is more than when one was refused. */
  boolean grown() {
    long bytes = usableBytes();
    return bytes >= options.segmentBytes() && bytes > whenRefused;
  }

  private long usableBytes() {
    try {
      return options.files().usableBytes(options.directory());
    } catch (IOException e) {
      return 0; // A disk that can't even say so takes no segment.
    }
  }
}
