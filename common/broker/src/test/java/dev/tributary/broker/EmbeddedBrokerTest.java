package dev.tributary.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

  @TempDir Path directory;

  @Test
  void recordsSurviveARestartOfTheBroker() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerOptions(directory, 0))) {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        admin.createTopics(List.of(new NewTopic("river", 1, (short) 1))).all().get();
      }
      send(broker, "first");
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerOptions(directory, 0))) {
      send(broker, "second");
      assertThat(read(broker, 2)).containsExactly("first", "second");
    }
  }

  @Test
  void aTakenPortIsNamedWithTheRemedy() throws Exception {
    try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () -> EmbeddedBroker.start(new BrokerOptions(directory, taken.getLocalPort())))
          .isInstanceOf(BrokerException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("--kafka-port");
    }
  }

  private static void send(EmbeddedBroker broker, String text) throws Exception {
    Map<String, Object> options = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (var producer =
        new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("river", text.getBytes(StandardCharsets.UTF_8))).get();
    }
  }

  private static List<String> read(EmbeddedBroker broker, int count) {
    Map<String, Object> options = Map.of("bootstrap.servers", broker.bootstrapServers());
    List<String> texts = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(options, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(new TopicPartition("river", 0)));
      consumer.seekToBeginning(List.of(new TopicPartition("river", 0)));
      for (int polls = 0; texts.size() < count && polls < 60; polls++) {
        consumer
            .poll(Duration.ofSeconds(1))
            .forEach(record -> texts.add(new String(record.value(), StandardCharsets.UTF_8)));
      }
    }
    return texts;
  }
}
