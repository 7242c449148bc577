package dev.tributary.speed.attribution;

import java.time.Instant;
import java.util.List;

/**
 * What has to be known of a journey before its events are read.
 *
 * @param events how many are kept, duplicates included
 * @param newest occurrence of the newest event; null before the first
 * @param converted whether it ever held a conversion
 * @param truncated whether credit was ever that of a part of the journey: the cap, or the room of a
 *     message, left events out
 * @param machines devices of the journey that were ever seen to be faster than people; null in
 *     state that is older than the field, and then none
 * @param definition by which its orders were last credited: {@link Meaning#definition}; null where
 *     none was yet, and in state that is older than the field
 */
public record JourneySummary(
    int events,
    Instant newest,
    boolean converted,
    boolean truncated,
    List<String> machines,
    Long definition) {

  static final JourneySummary EMPTY = new JourneySummary(0, null, false, false, List.of(), null);

  public JourneySummary {
    machines = machines == null ? List.of() : List.copyOf(machines);
  }

  /** The same of a journey that keeps so many events. */
  JourneySummary of(int kept) {
    return new JourneySummary(kept, newest, converted, truncated, machines, definition);
  }
}
