package dev.tributary.lake;

import java.time.Instant;

/**
 * One row of rejected_events.
 *
 * @param payload the bytes as text, null where consent forbids keeping them
 * @param size bytes as received
 * @param kafkaTopic null for imports; so are kafkaPartition and kafkaOffset
 * @param ingestBatch the micro-batch or import that wrote the row
 */
public record RejectedRow(
    Instant receivedAt,
    Instant storedAt,
    String reason,
    String problem,
    String remedy,
    String payload,
    Integer size,
    String collectorId,
    Long sequence,
    String kafkaTopic,
    Integer kafkaPartition,
    Long kafkaOffset,
    String ingestBatch) {}
