package dev.tributary.serving.live;

import dev.tributary.core.view.AdjustmentNews;
import dev.tributary.core.view.Boundary;
import dev.tributary.core.view.CreditNews;
import dev.tributary.core.view.CreditNewsJson;
import dev.tributary.core.view.CreditRevision;
import dev.tributary.core.view.CreditRow;
import dev.tributary.core.view.OrderName;
import dev.tributary.core.view.ProvisionalCredits;
import dev.tributary.serving.live.FeedState.Phase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the topic {@code credits} from its beginning and keeps which revisions count. One thread
 * reads; anyone may ask. When the broker goes away it keeps what it knows and says so.
 */
public final class CreditsFeed implements AutoCloseable {

  static final String TOPIC = "credits";

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);
  private static final Duration ASK_EVERY = Duration.ofSeconds(1);

  private final String bootstrapServers;
  private final InstantSource clock;
  private final Thread reader = new Thread(this::readUntilClosed, "credits-feed");
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicReference<KafkaConsumer<byte[], byte[]>> open = new AtomicReference<>();
  private final AtomicBoolean again = new AtomicBoolean();

  private volatile ProvisionalCredits credits;
  private volatile FeedState state;

  private CreditsFeed(String bootstrapServers, Boundary boundary, InstantSource clock) {
    this.bootstrapServers = bootstrapServers;
    this.clock = clock;
    this.credits = new ProvisionalCredits(boundary);
    this.state = new FeedState(Phase.OFF, clock.instant(), 0, 0, null, null);
  }

  /**
   * Starts to read.
   *
   * @param bootstrapServers host:port, comma-separated; empty for no live feed
   * @param boundary conversions before it are batch's and are not kept
   */
  public static CreditsFeed start(String bootstrapServers, Boundary boundary, InstantSource clock) {
    CreditsFeed feed = new CreditsFeed(bootstrapServers, boundary, clock);
    if (!bootstrapServers.isBlank()) {
      feed.enter(Phase.CATCHING_UP, null);
      feed.reader.setDaemon(true);
      feed.reader.start();
    }
    return feed;
  }

  public FeedState state() {
    return state;
  }

  /** The revisions that count, one a conversion. */
  public Collection<CreditRevision> current() {
    return credits.current();
  }

  /** The revision of a conversion that counts. */
  public Optional<CreditRevision> current(String conversionKey) {
    return credits.current(conversionKey);
  }

  /** Orders that were adjusted but whose credit is not live. */
  public Set<OrderName> adjustedElsewhere() {
    return credits.adjustedElsewhere();
  }

  /** As {@link ProvisionalCredits#adjustmentRows}. */
  public List<CreditRow> adjustmentRows(ZoneId reportingZone, Collection<CreditRow> published) {
    return credits.adjustmentRows(reportingZone, published);
  }

  /** Follows a publication, or its rolling back, which asks for revisions that were let go. */
  public void moveTo(Boundary boundary) {
    int direction = boundary.compareTo(credits.boundary());
    if (direction > 0) {
      credits.moveTo(boundary);
    } else if (direction < 0) {
      credits = new ProvisionalCredits(boundary);
      again.set(true);
    }
  }

  private void readUntilClosed() {
    while (!closing.get()) {
      try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties())) {
        open.set(consumer);
        if (closing.get()) {
          return;
        }
        List<TopicPartition> partitions = partitions(consumer);
        if (!partitions.isEmpty()) {
          read(consumer, partitions);
        }
      } catch (WakeupException e) {
        return;
      } catch (KafkaException e) {
        enter(Phase.DOWN, "No broker answers at " + bootstrapServers + ": " + e.getMessage());
      }
      open.set(null);
      pause();
    }
  }

  private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(TOPIC, ANSWER_WITHIN).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      enter(Phase.LIVE, null);
    }
    return partitions;
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Instant asked = Instant.MIN;
    while (!closing.get()) {
      if (again.getAndSet(false)) {
        consumer.seekToBeginning(partitions);
      }
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
        take(message);
      }
      Instant now = clock.instant();
      if (state.phase() != Phase.LIVE || asked.plus(ASK_EVERY).isBefore(now)) {
        asked = now;
        // A consumer whose broker is gone polls empty for ever; only a question tells.
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER_WITHIN);
        boolean all =
            ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        enter(all ? Phase.LIVE : Phase.CATCHING_UP, null);
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> message) {
    if (message.value() == null) {
      String[] key = new String(message.key(), StandardCharsets.UTF_8).split("\\|", 2);
      credits.withdraw(key[0], key[key.length - 1]);
      return;
    }
    CreditNews news;
    try {
      news = CreditNewsJson.read(message.value());
    } catch (IllegalArgumentException e) {
      // One message that is not ours must not stop the others; the count is shown.
      state = state.skipped();
      return;
    }
    credits.offer(news);
    state =
        state.took(
            news instanceof CreditRevision revision
                ? revision.credit().conversion().receivedAt()
                : ((AdjustmentNews) news).adjustment().receivedAt());
  }

  private void enter(Phase phase, String problem) {
    state = state.entered(phase, clock.instant(), problem);
  }

  /** Waits before the next attempt; closing ends the wait. */
  private void pause() {
    try {
      closed.await(ASK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    properties.put(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "50");
    // Only what a transaction of the speed layer committed, should it ever use them.
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return properties;
  }

  @Override
  public void close() {
    closing.set(true);
    closed.countDown();
    // Woken, not interrupted: an interrupted consumer can't say goodbye to its broker.
    KafkaConsumer<byte[], byte[]> consumer = open.get();
    if (consumer != null) {
      consumer.wakeup();
    }
    try {
      reader.join(ANSWER_WITHIN.plusSeconds(2).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
