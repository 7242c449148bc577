package dev.tributary.core.event;

import java.util.List;

/** The Kafka topics that the rooms share. */
public final class Topics {

  /** Admitted events: JSON, envelope in the headers, keyed by who did it. */
  public static final String EVENTS = "events";

  /** Refused events: the kept bytes, envelope and reason in the headers. */
  public static final String REJECTED = "events-rejected";

  /** Provisional credit: one message an order and journey, the newest replaces the others. */
  public static final String CREDITS = "credits";

  /** Every topic that has to exist before the platform runs. */
  public static final List<String> ALL = List.of(EVENTS, REJECTED, CREDITS);

  private Topics() {}

  /** Whether only the newest message of a key is kept, for ever. */
  public static boolean compacted(String topic) {
    return topic.equals(CREDITS);
  }
}
