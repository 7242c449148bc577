package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** The journal could not take a record; nothing of the refused append is kept. */
public final class JournalRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why, in the few words that a counter's label can carry. */
  public enum Cause {
    /** More is waiting for Kafka than the configured bound. */
    BOUND_REACHED,
    /** The disk is full, read-only or broken. */
    DISK,
    /** The journal was closed. */
    CLOSED;

    /** In lower case, for metrics. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Cause reason;

  private JournalRefusedException(Cause reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  static JournalRefusedException closed() {
    return new JournalRefusedException(Cause.CLOSED, "The journal is closed.", null);
  }

  static JournalRefusedException boundReached(long bytes) {
    return new JournalRefusedException(
        Cause.BOUND_REACHED,
        "The journal holds its bound of "
            + bytes
            + " bytes that Kafka has not acknowledged; it takes more when the broker is back.",
        null);
  }

  static JournalRefusedException byDisk(Path directory, IOException cause) {
    return new JournalRefusedException(
        Cause.DISK,
        "The journal in " + directory + " can't be written: " + cause.getMessage() + ".",
        cause);
  }

  public Cause reason() {
    return reason;
  }
}
