package dev.tributary.simulator;

import java.time.Instant;
import java.util.Map;

/**
 * One event as a sender would send it.
 *
 * @param occurredAt its own time
 * @param fields the JSON object, in the contract's names
 */
public record SimulatedEvent(Instant occurredAt, Map<String, Object> fields) {

  public SimulatedEvent {
    // The order of the fields is the order in the JSON: keep it.
    fields = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(fields));
  }
}
