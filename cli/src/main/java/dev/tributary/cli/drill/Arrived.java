package dev.tributary.cli.drill;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a topic holds of one collector's events. */
final class Arrived {

  private final Set<String> keys = new HashSet<>();
  private final Set<String> partitionKeys = new HashSet<>();
  private final Map<Long, String> bySequence = new HashMap<>();
  private long messages;
  private long sequencesOfTwoEvents;

  private Arrived() {}

  /** Reads the topic from its beginning to its end. */
  static Arrived read(String bootstrapServers, String topic) {
    Arrived arrived = new Arrived();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrapServers),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        consumer.poll(Duration.ofMillis(200)).forEach(arrived::add);
      }
    }
    return arrived;
  }

  private void add(ConsumerRecord<String, String> message) {
    messages++;
    String key = header(message, "key");
    keys.add(key);
    partitionKeys.add(message.key());
    String before = bySequence.putIfAbsent(Long.valueOf(header(message, "sequence")), key);
    if (before != null && !before.equals(key)) {
      sequencesOfTwoEvents++;
    }
  }

  private static String header(ConsumerRecord<String, String> message, String name) {
    return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  long messages() {
    return messages;
  }

  /** Events that Kafka was given again, which their key removes. */
  long sentAgain() {
    return messages - bySequence.size();
  }

  long sequencesOfTwoEvents() {
    return sequencesOfTwoEvents;
  }

  /** Sequences below the highest that no event has. */
  long gaps() {
    long highest = bySequence.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    return highest - bySequence.size();
  }

  long withoutKey(Set<String> acknowledged) {
    return acknowledged.stream().filter(key -> !keys.contains(key)).count();
  }

  /** Of a click without visitor the partition key is its id. */
  long withoutClick(Set<String> acknowledged) {
    return acknowledged.stream().filter(id -> !partitionKeys.contains(id)).count();
  }
}
