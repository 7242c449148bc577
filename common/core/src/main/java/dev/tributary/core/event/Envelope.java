package dev.tributary.core.event;

import java.time.Instant;

/**
 * What travels beside an admitted event's payload, as headers of its message.
 *
 * @param key the deterministic key
 * @param receivedAt our clock, at microseconds
 * @param schemaVersion version of the contract that the payload is written in
 * @param status {@code ok}, or {@code degraded} where the event was kept unvalidated
 */
public record Envelope(
    String key, Origin origin, Instant receivedAt, int schemaVersion, String status) {

  /** The status of an event that passed every check. */
  public static final String OK = "ok";

  /** The envelope that an admitted event travels in. */
  public static Envelope of(Event event) {
    Header header = event.header();
    return new Envelope(
        header.key(),
        header.origin(),
        header.times().receivedAt(),
        header.schemaVersion(),
        header.status());
  }
}
