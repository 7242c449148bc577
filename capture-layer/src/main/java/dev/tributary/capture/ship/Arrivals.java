package dev.tributary.capture.ship;

import dev.tributary.capture.measure.Latency;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Times events from their arrival here to their arrival in Kafka. */
record Arrivals(InstantSource clock, Latency latency) {

  /** Kafka has an event that was received then; null for one that says no time. */
  void arrived(Instant receivedAt) {
    if (receivedAt != null) {
      latency.record(Duration.between(receivedAt, clock.instant()).toNanos());
    }
  }
}
