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
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics and says how far they reach. */
public final class KafkaTopics implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;
  private final String bootstrapServers;
  private final Admin admin;

  public KafkaTopics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", bootstrapServers);
    this.admin = Admin.create(properties);
  }

  /**
   * Makes the topics of {@link Topics} that do not exist yet; existing ones stay as they are.
   *
   * @throws SpeedException when Kafka does not answer
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
        ? Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)
        : Map.of();
  }

  private <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SpeedException.brokerUnreachable(bootstrapServers, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return null; // Another process made it first, which is what we wanted.
      }
      throw SpeedException.brokerUnreachable(bootstrapServers, e);
    } catch (TimeoutException e) {
      throw SpeedException.brokerUnreachable(bootstrapServers, e);
    }
  }
}
