package dev.tributary.lake;

import java.time.Instant;

/**
 * How an event came into the raw log.
 *
 * @param storedAt our clock when the row was written
 * @param sourceName {@link #COLLECTOR} or {@link #IMPORT}
 * @param payload the admitted event as JSON
 * @param kafkaTopic null for imports; so are kafkaPartition and kafkaOffset
 * @param ingestBatch the micro-batch or import that wrote the row
 */
public record Storage(
    Instant storedAt,
    String sourceName,
    String payload,
    String kafkaTopic,
    Integer kafkaPartition,
    Long kafkaOffset,
    String ingestBatch) {

  public static final String COLLECTOR = "collector";
  public static final String IMPORT = "import";
}
