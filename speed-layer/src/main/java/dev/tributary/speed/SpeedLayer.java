package dev.tributary.speed;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.KeptRules;
import dev.tributary.core.config.LakeLocation;
import dev.tributary.core.event.Topics;
import dev.tributary.lake.Lake;
import dev.tributary.speed.attribution.AttributionLane;
import dev.tributary.speed.provisional.ProvisionalCells;
import dev.tributary.speed.provisional.ProvisionalLane;
import dev.tributary.speed.raw.RawLane;
import dev.tributary.speed.stream.Checkpoint;
import dev.tributary.speed.stream.KafkaTopics;
import dev.tributary.speed.stream.StateStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.SparkSession;

/**
 * The seconds' answer: admitted events from Kafka to raw_events, to provisional credit on the
 * credits topic, and to the provisional cells of attribution.
 */
public final class SpeedLayer implements AutoCloseable {

  private final KafkaTopics kafka;
  private final List<Lane> lanes = new ArrayList<>();

  private SpeedLayer(KafkaTopics kafka) {
    this.kafka = kafka;
  }

  /**
   * Makes topics and tables that are missing and starts the three lanes where they stopped last.
   *
   * @param engine a session made by {@link dev.tributary.lake.LakeSession}
   * @throws SpeedException when Kafka does not answer or a checkpoint can't be used
   */
  public static SpeedLayer start(
      SparkSession engine,
      DataDirectory data,
      Config config,
      String bootstrapServers,
      InstantSource clock) {
    SpeedLayer layer = new SpeedLayer(new KafkaTopics(bootstrapServers));
    try {
      layer.kafka.make(config);
      layer.startLanes(engine, data, config, bootstrapServers, clock);
      return layer;
    } catch (RuntimeException e) {
      layer.close();
      throw e;
    }
  }

  private void startLanes(
      SparkSession engine,
      DataDirectory data,
      Config config,
      String bootstrapServers,
      InstantSource clock) {
    new KeptRules(data).keep(config); // revisions name their rule version
    Lake lake = new Lake(StateStore.session(engine, config), LakeLocation.of(data, config));
    lake.createTables();
    startLane(
        AttributionLane.NAME,
        List.of(Topics.EVENTS),
        AttributionLane.checkpoint(data.checkpoint(AttributionLane.NAME), bootstrapServers),
        checkpoint ->
            AttributionLane.start(
                lake.spark(), config, data.pseudonymKey(), bootstrapServers, checkpoint));
    startLane(
        RawLane.NAME,
        RawLane.TOPICS,
        Checkpoint.open(data.checkpoint(RawLane.NAME), () -> 1),
        checkpoint ->
            new RawLane(lake, checkpoint, clock)
                .start(config, bootstrapServers, kafka.ends(RawLane.TOPICS)));
    startLane(
        ProvisionalLane.NAME,
        List.of(Topics.CREDITS),
        Checkpoint.open(data.checkpoint(ProvisionalLane.NAME), () -> 1),
        checkpoint ->
            new ProvisionalLane(lake, checkpoint, new ProvisionalCells(lake, config, clock), config)
                .start(config, bootstrapServers));
  }

  private interface Starter {
    org.apache.spark.sql.streaming.StreamingQuery start(Checkpoint checkpoint)
        throws TimeoutException;
  }

  private void startLane(String name, List<String> topics, Checkpoint checkpoint, Starter starter) {
    try {
      lanes.add(new Lane(name, topics, checkpoint, starter.start(checkpoint)));
    } catch (TimeoutException e) {
      throw SpeedException.laneFailed(name, checkpoint.folder(), e);
    }
  }

  /** How each lane stands now. */
  public List<LaneStatus> status() {
    return lanes.stream().map(lane -> lane.status(kafka)).toList();
  }

  /** Whether every lane has processed all that its topics hold now. */
  public boolean caughtUp() {
    return status().stream().allMatch(LaneStatus::caughtUp);
  }

  /** Why a lane ended by itself; empty while all run. */
  public Optional<SpeedException> failure() {
    return lanes.stream().flatMap(lane -> lane.failure().stream()).findFirst();
  }

  /** Stops the lanes; the batch in hand is finished or done again at the next start. */
  @Override
  public void close() {
    try {
      for (Lane lane : lanes) {
        lane.query().stop();
      }
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "A lane did not stop within 30 seconds; end the process, nothing is lost.", e);
    } finally {
      kafka.close();
    }
  }
}
