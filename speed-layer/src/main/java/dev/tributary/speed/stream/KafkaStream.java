package dev.tributary.speed.stream;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.SpeedSettings;
import dev.tributary.lake.RecordEncoder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;

/** How lanes read Kafka. */
public final class KafkaStream {

  private KafkaStream() {}

  /**
   * The messages of some topics.
   *
   * @param topics names, separated by commas
   * @param startingOffsets where a lane without a checkpoint begins: {@code earliest} or Spark's
   *     JSON of offsets
   */
  public static Dataset<Message> messages(
      SparkSession spark, Config config, String bootstrap, String topics, String startingOffsets) {
    DataStreamReader reader =
        spark
            .readStream()
            .format("kafka")
            .option("kafka.bootstrap.servers", bootstrap)
            .option("subscribe", topics)
            .option("startingOffsets", startingOffsets)
            .option("includeHeaders", "true")
            // Events that are gone before they were read are a loss that has to be seen.
            .option("failOnDataLoss", "true")
            .option("maxOffsetsPerTrigger", config.value(SpeedSettings.EVENTS_PER_BATCH))
            // The broker may wait half a second for more by itself, which is most of our latency.
            .option("kafka.fetch.max.wait.ms", "20");
    Dataset<Row> rows = reader.load();
    return rows.select("topic", "partition", "offset", "value", "headers")
        .as(RecordEncoder.of(Message.class));
  }
}
