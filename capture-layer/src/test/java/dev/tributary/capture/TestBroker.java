package dev.tributary.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.broker.BrokerOptions;
import dev.tributary.broker.EmbeddedBroker;
import dev.tributary.capture.ship.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A real broker with the topics of the capture layer, that can be stopped and started again. */
public final class TestBroker implements AutoCloseable {

  private static final int PARTITIONS = 2;

  private final Path directory;
  private EmbeddedBroker broker;
  private int port;

  public TestBroker(Path directory) {
    this.directory = directory;
  }

  public void start() {
    broker = EmbeddedBroker.start(new BrokerOptions(directory, port));
    port = broker.port();
  }

  public void makeTopics() throws ExecutionException, InterruptedException {
    makeTopics(Map.of());
  }

  /** The same with settings of the topics. */
  public void makeTopics(Map<String, String> settings)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(Topics.EVENTS, PARTITIONS, (short) 1).configs(settings),
                  new NewTopic(Topics.REJECTED, PARTITIONS, (short) 1).configs(settings)))
          .all()
          .get();
    }
  }

  /** Changes a setting of both topics. */
  public void set(String name, String value) throws ExecutionException, InterruptedException {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (String topic : List.of(Topics.EVENTS, Topics.REJECTED)) {
      changes.put(
          new ConfigResource(ConfigResource.Type.TOPIC, topic),
          List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      admin.incrementalAlterConfigs(changes).all().get();
    }
  }

  /** Lets each producer write so many bytes a second, as a broker does that has too much to do. */
  public void limitProducers(double bytesPerSecond)
      throws ExecutionException, InterruptedException {
    var everybody =
        new ClientQuotaEntity(Collections.singletonMap(ClientQuotaEntity.CLIENT_ID, null));
    var limit = new ClientQuotaAlteration.Op("producer_byte_rate", bytesPerSecond);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      admin
          .alterClientQuotas(List.of(new ClientQuotaAlteration(everybody, List.of(limit))))
          .all()
          .get();
    }
  }

  public void stop() {
    broker.close();
    broker = null;
  }

  /** Where the broker is, also while it is stopped; empty before its first start. */
  public String bootstrapServers() {
    return port == 0 ? "" : "127.0.0.1:" + port;
  }

  /** One message in the form that tests compare. */
  public record Message(int partition, String key, String value, Map<String, String> headers) {
    public long sequence() {
      return Long.parseLong(headers.get("sequence"));
    }
  }

  /** All messages of a topic so far, each partition in its order. */
  public List<Message> messages(String topic) {
    Map<String, Object> options = Map.of("bootstrap.servers", bootstrapServers());
    List<TopicPartition> partitions = new ArrayList<>();
    for (int i = 0; i < PARTITIONS; i++) {
      partitions.add(new TopicPartition(topic, i));
    }
    List<Message> messages = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(options, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(r -> messages.add(message(r)));
      }
    }
    return messages;
  }

  private static Message message(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return new Message(
        record.partition(),
        record.key() == null ? null : new String(record.key(), UTF_8),
        new String(record.value(), UTF_8),
        headers);
  }

  @Override
  public void close() {
    if (broker != null) {
      stop();
    }
  }
}
