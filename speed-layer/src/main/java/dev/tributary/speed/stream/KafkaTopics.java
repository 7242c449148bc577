package dev.tributary.speed.stream;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.KafkaSettings;
import dev.tributary.core.event.Topics;
import dev.tributary.speed.SpeedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics and says how far they reach. */
public final class KafkaTopics implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;
  private static final String ROOM = TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
  private final String bootstrapServers;
  private final Admin admin;

  public KafkaTopics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", bootstrapServers);
    this.admin = Admin.create(properties);
  }

  /**
   * Makes the topics of {@link Topics} that do not exist yet. Existing ones stay as they are, but
   * for the room that a message of the credits topic has: where it is less than {@link
   * CreditsTopic#ROOM} it is raised to that.
   *
   * @throws SpeedException when Kafka does not answer, or lets nobody look at that room or raise it
   */
  public void make(Config config) {
    int partitions = Math.toIntExact(config.value(KafkaSettings.PARTITIONS));
    Set<String> existing = await(admin.listTopics().names());
    List<NewTopic> missing = new ArrayList<>();
    for (String name : Topics.ALL) {
      if (!existing.contains(name)) {
        missing.add(new NewTopic(name, partitions, (short) 1).configs(settings(name)));
      }
    }
    await(admin.createTopics(missing).all());
    if (existing.contains(Topics.CREDITS)) {
      makeRoom(new ConfigResource(ConfigResource.Type.TOPIC, Topics.CREDITS));
    }
  }

  /** One order with credit for more than fits would stop the attribution lane for good. */
  private void makeRoom(ConfigResource credits) {
    try {
      org.apache.kafka.clients.admin.Config now =
          patiently(admin.describeConfigs(List.of(credits)).all()).get(credits);
      if (Long.parseLong(now.get(ROOM).value()) < CreditsTopic.ROOM) {
        AlterConfigOp raise =
            new AlterConfigOp(
                new ConfigEntry(ROOM, Integer.toString(CreditsTopic.ROOM)),
                AlterConfigOp.OpType.SET);
        patiently(admin.incrementalAlterConfigs(Map.of(credits, List.of(raise))).all());
      }
    } catch (ExecutionException e) {
      throw SpeedException.noRoom(Topics.CREDITS, ROOM, CreditsTopic.ROOM, e);
    }
  }

  /** The offset after the last message, by topic and partition. */
  public Map<String, Map<Integer, Long>> ends(List<String> topics) {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (TopicDescription topic : await(admin.describeTopics(topics).allTopicNames()).values()) {
      topic
          .partitions()
          .forEach(
              partition ->
                  wanted.put(
                      new TopicPartition(topic.name(), partition.partition()),
                      OffsetSpec.latest()));
    }
    Map<String, Map<Integer, Long>> ends = new TreeMap<>();
    await(admin.listOffsets(wanted).all())
        .forEach(
            (partition, end) ->
                ends.computeIfAbsent(partition.topic(), topic -> new TreeMap<>())
                    .put(partition.partition(), end.offset()));
    return ends;
  }

  @Override
  public void close() {
    admin.close();
  }

  private static Map<String, String> settings(String topic) {
    return Topics.compacted(topic)
        ? Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            ROOM,
            Integer.toString(CreditsTopic.ROOM))
        : Map.of();
  }

  private <T> T await(KafkaFuture<T> answer) {
    try {
      return patiently(answer);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return null; // Another process made it first, which is what we wanted.
      }
      throw SpeedException.brokerUnreachable(bootstrapServers, e);
    }
  }

  private <T> T patiently(KafkaFuture<T> answer) throws ExecutionException {
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SpeedException.brokerUnreachable(bootstrapServers, e);
    } catch (TimeoutException e) {
      throw SpeedException.brokerUnreachable(bootstrapServers, e);
    }
  }
}
