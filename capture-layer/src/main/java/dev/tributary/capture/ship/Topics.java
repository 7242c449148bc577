package dev.tributary.capture.ship;

/** The topics that the capture layer writes. */
public final class Topics {

  /** Admitted events. */
  public static final String EVENTS = "events";

  /** Rejected events. */
  public static final String REJECTED = "events-rejected";

  private Topics() {}
}
