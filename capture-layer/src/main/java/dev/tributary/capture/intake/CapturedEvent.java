package dev.tributary.capture.intake;

import java.time.Instant;

/** What one event left as: accepted or refused. This, and nothing else, is journaled. */
public sealed interface CapturedEvent {

  /** Our clock when it arrived, at microseconds. */
  Instant receivedAt();

  /**
   * An admitted event.
   *
   * @param key its deterministic key
   * @param partitionKey Kafka's key: visitor id, else click id, else the event's key
   * @param status {@code ok} or {@code degraded}
   * @param payload the admitted JSON, as it travels and is kept
   */
  record Accepted(
      String key,
      String partitionKey,
      Instant receivedAt,
      int schemaVersion,
      String status,
      byte[] payload)
      implements CapturedEvent {}

  /**
   * A rejected event.
   *
   * @param reason stable code
   * @param size of what was sent, in bytes
   * @param payload the bytes that may be kept; null where consent forbids it
   */
  record Refused(
      Instant receivedAt, String reason, String problem, String remedy, int size, byte[] payload)
      implements CapturedEvent {

    /** The same, of which nothing of what was sent is kept. */
    public Refused withoutBytes() {
      return new Refused(receivedAt, reason, problem, remedy, size, null);
    }
  }
}
