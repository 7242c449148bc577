package dev.tributary.speed.attribution;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.SpeedSettings;
import dev.tributary.core.event.Topics;
import dev.tributary.core.view.CreditRevision;
import dev.tributary.lake.RecordEncoder;
import dev.tributary.speed.stream.Checkpoint;
import dev.tributary.speed.stream.CreditsTopic;
import dev.tributary.speed.stream.KafkaStream;
import dev.tributary.speed.stream.Message;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.Trigger;

/** From admitted events in Kafka to provisional credit in Kafka. */
public final class AttributionLane {

  public static final String NAME = "attribution";

  private AttributionLane() {}

  /**
   * Opens the lane's checkpoint. A new one starts the generation after the newest that the credits
   * topic knows, so that its first word on an order counts over an earlier life's last.
   */
  public static Checkpoint checkpoint(Path folder, String bootstrapServers) {
    return Checkpoint.open(folder, () -> newestGeneration(bootstrapServers) + 1);
  }

  /** Starts the query. */
  public static StreamingQuery start(
      SparkSession spark, Config config, Path keyFile, String bootstrap, Checkpoint checkpoint)
      throws TimeoutException {
    Dataset<Message> events =
        KafkaStream.messages(spark, config, bootstrap, Topics.EVENTS, "earliest");
    return credits(events, Meaning.Source.of(config, keyFile), checkpoint.generation())
        .toDF()
        .writeStream()
        .format("kafka")
        .option("kafka.bootstrap.servers", bootstrap)
        .option("topic", Topics.CREDITS)
        .option("kafka.max.request.size", CreditsTopic.ROOM)
        // A message has to fit the producer's memory too, beside those that are on their way.
        .option("kafka.buffer.memory", 2L * CreditsTopic.ROOM)
        .option("checkpointLocation", checkpoint.folder().toString())
        .queryName(NAME)
        .outputMode(OutputMode.Append())
        .trigger(Trigger.ProcessingTime(config.value(SpeedSettings.ATTRIBUTION_INTERVAL_MILLIS)))
        .start();
  }

  /** No watermark and no time mode: what comes late still counts. */
  static Dataset<CreditMessage> credits(
      Dataset<Message> events, Meaning.Source source, long generation) {
    return events
        .flatMap(new EventRouter(source), RecordEncoder.of(Routed.class))
        .groupByKey((MapFunction<Routed, String>) Routed::route, Encoders.STRING())
        .transformWithState(
            new ClickAdoption(source),
            TimeMode.None(),
            OutputMode.Append(),
            RecordEncoder.of(JourneyEvent.class))
        .groupByKey((MapFunction<JourneyEvent, String>) JourneyEvent::journeyKey, Encoders.STRING())
        .transformWithState(
            new JourneyCredit(source, generation, CreditsTopic.LARGEST_VALUE),
            TimeMode.None(),
            OutputMode.Append(),
            RecordEncoder.of(CreditMessage.class));
  }

  private static long newestGeneration(String bootstrapServers) {
    AtomicLong newest = new AtomicLong();
    CreditsTopic.forEach(
        bootstrapServers,
        news -> {
          if (news instanceof CreditRevision revision) {
            newest.accumulateAndGet(revision.generation(), Math::max);
          }
        });
    return newest.get();
  }
}
