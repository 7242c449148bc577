package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.file.Path;

/** A segment whose header can't be read, so that none of its records can be told from noise. */
final class DamagedSegmentException extends IOException {

  private static final long serialVersionUID = 1L;

  DamagedSegmentException(Path file, IOException refusal) {
    this(file);
    initCause(refusal);
  }

  DamagedSegmentException(Path file) {
    super(
        "The journal segment "
            + file
            + " has no readable header: it was cut short or the disk damaged it. Its records can't"
            + " be shipped; the file is set aside with the suffix .damaged for inspection, and the"
            + " gap shows in the event-loss accounting.");
  }
}
