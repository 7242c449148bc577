package dev.tributary.capture.journal;

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

  JournalRefusedException(Cause reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Cause reason() {
    return reason;
  }
}
