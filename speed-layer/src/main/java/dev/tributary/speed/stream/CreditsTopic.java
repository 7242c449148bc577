package dev.tributary.speed.stream;

import dev.tributary.core.event.Topics;
import dev.tributary.core.view.CreditNews;
import dev.tributary.core.view.CreditNewsJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the credits topic as it stands. */
public final class CreditsTopic {

  /**
   * Room for one message, in bytes: more than the longest journey of the shipped settings can fill.
   * Its 2,000 touches have at most 256 characters each of source, medium, campaign and ad group,
   * and a click id that can be as long as the URL it stands in, 2,048; a character takes at most
   * six bytes of JSON; all else about a touch and its credit takes less than 600.
   */
  public static final int ROOM = 40 * 1024 * 1024;

  /** What of it a message's key, and Kafka's own words around it, may take. */
  private static final int AROUND_A_VALUE = 16 * 1024;

  /** Most bytes of a message's value. */
  public static final int LARGEST_VALUE = ROOM - AROUND_A_VALUE;

  private CreditsTopic() {}

  /** Gives every message from the beginning up to where the topic ends now. */
  public static void forEach(String bootstrapServers, Consumer<CreditNews> visitor) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", bootstrapServers);
    properties.setProperty("auto.offset.reset", "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.CREDITS).stream()
              .map(partition -> new TopicPartition(Topics.CREDITS, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer
            .poll(Duration.ofSeconds(1))
            .forEach(
                message -> {
                  if (message.value() != null) {
                    visitor.accept(CreditNewsJson.read(message.value()));
                  }
                });
      }
    }
  }
}
