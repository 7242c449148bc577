package dev.tributary.capture.ship;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** How the shipper talks to Kafka. */
final class Producers {

  private Producers() {}

  /**
   * An idempotent producer that waits for all replicas and never gives a record up by time: the
   * journal holds what it has, so there is nothing to gain from dropping it.
   */
  static Producer<byte[], byte[]> idempotent(
      String bootstrapServers, String collectorId, Pace pace) {
    Map<String, Object> options = new HashMap<>();
    options.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    options.put(ProducerConfig.CLIENT_ID_CONFIG, "tributary-capture-" + collectorId);
    options.put(ProducerConfig.ACKS_CONFIG, "all");
    options.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    options.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    options.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    options.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    options.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    options.put(ProducerConfig.BATCH_SIZE_CONFIG, pace.batchBytes());
    options.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2 * ShippingLoop.IN_FLIGHT_BYTES);
    options.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    options.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
    return new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
