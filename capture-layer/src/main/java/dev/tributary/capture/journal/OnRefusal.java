package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.file.Path;

/** What a reader makes of a page that the disk does not give. */
sealed interface OnRefusal permits OnRefusal.Always, Refusals {

  /** Whose word for a segment's header is; its two pages count as one. */
  long HEADER = -1;

  /** Waits for others to decide: what is refused is an error, and nothing is taken out. */
  OnRefusal ERROR = new Always(false);

  /** Passes over what is refused, and takes nothing out either: for who looks for the end only. */
  OnRefusal PASSED_OVER = new Always(true);

  /** Whether who reads may take segments out of the journal. */
  boolean decides();

  /** The monotonic clock in nanoseconds. */
  long now();

  /**
   * The disk refused a page, though it gives others.
   *
   * @param page its number in the segment, or {@link #HEADER}
   * @param askedAt when it was asked for, by {@link #now}
   * @return whether it is given up; else it is to be asked for again
   */
  boolean givesUp(Path file, long segment, long page, long askedAt, IOException refusal);

  /** The disk gave these bytes of a segment. */
  void given(long segment, long from, long to);

  /** The disk gave the segment's header. */
  void headerGiven(long segment);

  /** The disk gives nothing at all: that says nothing of the segment. */
  void away(long segment);

  /** The same answer to all. */
  record Always(boolean givesUp) implements OnRefusal {

    @Override
    public boolean decides() {
      return false;
    }

    @Override
    public long now() {
      return 0;
    }

    @Override
    public boolean givesUp(Path file, long segment, long page, long askedAt, IOException refusal) {
      return givesUp;
    }

    @Override
    public void given(long segment, long from, long to) {}

    @Override
    public void headerGiven(long segment) {}

    @Override
    public void away(long segment) {}
  }
}
