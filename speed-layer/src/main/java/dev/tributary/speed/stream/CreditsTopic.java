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
