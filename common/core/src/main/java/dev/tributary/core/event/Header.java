package dev.tributary.core.event;

import dev.tributary.core.consent.Consent;
import java.util.Optional;

/**
 * What every event has.
 *
 * @param schemaVersion version of the contract the sender spoke
 * @param key the deterministic key: two events with one key are one event
 * @param eventId the sender's id, or null where it sent none
 * @param status {@code ok}, or {@code degraded} where the event was kept unvalidated
 */
public record Header(
    int schemaVersion,
    String key,
    String eventId,
    Times times,
    Identifiers identifiers,
    Consent consent,
    Origin origin,
    String status) {

  /**
   * Why it does not count as of the time that the sender wrote, in a sentence; empty where it does.
   * When a file's events were sent says nothing of a clock.
   */
  public Optional<String> clockCorrection() {
    return (origin.imported() ? times.sentAt(null) : times).correction();
  }
}
