package dev.tributary.capture.ship;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.core.event.EnvelopeHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether events come to Kafka under another pseudonym key than this collector's: then one
 * person is two, a withdrawal that one collector was told is unknown to what the other took, and an
 * event that is sent to both counts twice. Looks at the newest message of each partition, once
 * Kafka takes messages and every few minutes from then on, on a thread of its own.
 */
public final class OtherKeys implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OtherKeys.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long AGAIN_SECONDS = 300;

  private final Supplier<String> bootstrapServers;
  private final BooleanSupplier connected;
  private final String ours;
  private final Thread thread;
  private volatile Set<String> collectors = Set.of();

  private OtherKeys(Supplier<String> bootstrapServers, BooleanSupplier connected, String ours) {
    this.bootstrapServers = bootstrapServers;
    this.connected = connected;
    this.ours = ours;
    this.thread = new Thread(this::watch, "other-keys");
    this.thread.setDaemon(true);
  }

  /**
   * Starts to look.
   *
   * @param connected whether Kafka takes what is sent
   * @param ours the fingerprint of this collector's key
   */
  public static OtherKeys watch(
      Supplier<String> bootstrapServers, BooleanSupplier connected, String ours) {
    OtherKeys keys = new OtherKeys(bootstrapServers, connected, ours);
    keys.thread.start();
    return keys;
  }

  /** Whether the last look found any. */
  public boolean found() {
    return !collectors.isEmpty();
  }

  private void watch() {
    try {
      while (true) {
        TimeUnit.SECONDS.sleep(1);
        if (connected.getAsBoolean() && looked()) {
          TimeUnit.SECONDS.sleep(AGAIN_SECONDS);
        }
      }
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt(); // The end.
    }
  }

  /** Whether that went well; else it is tried again. */
  private boolean looked() {
    try {
      Set<String> now = look();
      if (!now.isEmpty() && !now.equals(collectors)) {
        LOG.error("Events come to Kafka under other pseudonym keys, from the collectors {}.", now);
      }
      collectors = now;
      return true;
    } catch (InterruptException e) {
      throw e;
    } catch (RuntimeException e) { // Of Kafka, or of a message that is none of ours.
      LOG.debug("Kafka could not be asked for other collectors' keys: {}", e.getMessage());
      return false;
    }
  }

  private Set<String> look() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.EVENTS, PATIENCE).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      Set<TopicPartition> waitedFor = new HashSet<>();
      Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions, PATIENCE);
      consumer
          .endOffsets(partitions, PATIENCE)
          .forEach(
              (partition, end) -> {
                if (end > first.get(partition)) {
                  consumer.seek(partition, end - 1);
                  waitedFor.add(partition);
                }
              });
      consumer.assign(waitedFor);
      return others(consumer, waitedFor);
    }
  }

  private Set<String> others(
      KafkaConsumer<byte[], byte[]> consumer, Set<TopicPartition> waitedFor) {
    Set<String> others = new TreeSet<>();
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!waitedFor.isEmpty() && System.nanoTime() < until) {
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(100))) {
        waitedFor.remove(new TopicPartition(message.topic(), message.partition()));
        // What an earlier release wrote says nothing of its key.
        header(message, EnvelopeHeaders.PSEUDONYM_KEY)
            .filter(key -> !key.equals(ours))
            .ifPresent(
                key -> others.add(header(message, EnvelopeHeaders.COLLECTOR_ID).orElse("?")));
      }
    }
    return others;
  }

  private static Optional<String> header(ConsumerRecord<byte[], byte[]> message, String name) {
    Header header = message.headers().lastHeader(name);
    return Optional.ofNullable(header).map(Header::value).map(value -> new String(value, UTF_8));
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> options = new HashMap<>();
    options.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers.get());
    options.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    options.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    options.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 256 << 10);
    options.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    return new KafkaConsumer<>(options, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
