package dev.tributary.speed.raw;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.SpeedSettings;
import dev.tributary.core.event.Topics;
import dev.tributary.lake.Lake;
import dev.tributary.lake.RawEventRow;
import dev.tributary.lake.RecordEncoder;
import dev.tributary.lake.Records;
import dev.tributary.lake.RejectedRow;
import dev.tributary.lake.Table;
import dev.tributary.speed.stream.Checkpoint;
import dev.tributary.speed.stream.KafkaStream;
import dev.tributary.speed.stream.Message;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/** From Kafka to raw_events and rejected_events, each message exactly once. */
public final class RawLane {

  public static final String NAME = "raw";
  public static final List<String> TOPICS = List.of(Topics.EVENTS, Topics.REJECTED);

  private final Lake lake;
  private final Checkpoint checkpoint;
  private final InstantSource clock;

  /** The lane that writes the tables of that lake. */
  public RawLane(Lake lake, Checkpoint checkpoint, InstantSource clock) {
    this.lake = lake;
    this.checkpoint = checkpoint;
    this.clock = clock;
  }

  /** Starts the query. */
  public StreamingQuery start(Config config, String bootstrapServers) throws TimeoutException {
    Dataset<Message> messages =
        KafkaStream.messages(
            lake.spark(),
            config,
            bootstrapServers,
            String.join(",", TOPICS),
            checkpoint.fresh() ? StoredOffsets.after(lake) : "earliest");
    return messages
        .writeStream()
        .foreachBatch((VoidFunction2<Dataset<Message>, Long>) this::store)
        .option("checkpointLocation", checkpoint.folder().toString())
        .queryName(NAME)
        .trigger(Trigger.ProcessingTime(config.value(SpeedSettings.RAW_INTERVAL_MILLIS)))
        .start();
  }

  /** A batch that is done again after a crash finds what it wrote before, and adds nothing. */
  private void store(Dataset<Message> batch, long id) {
    String application = checkpoint.application(NAME);
    MessageReader reader =
        new MessageReader(clock.instant().truncatedTo(ChronoUnit.MICROS), application + "-" + id);
    // Few large files: what a batch reads fits one, and readers pay for every file.
    Dataset<RawOutcome> outcomes =
        batch.map(reader, RecordEncoder.of(RawOutcome.class)).coalesce(1).persist();
    try {
      lake.appendOnce(
          Table.RAW_EVENTS,
          RawEventRow.table(
              outcomes
                  .where(functions.col("accepted").isNotNull())
                  .select("accepted.*")
                  .as(RecordEncoder.of(RawEventRow.class))),
          application,
          id);
      Dataset<RejectedRow> rejected =
          outcomes
              .where(functions.col("rejected").isNotNull())
              .select("rejected.*")
              .as(RecordEncoder.of(RejectedRow.class));
      if (!rejected.isEmpty()) {
        lake.appendOnce(
            Table.REJECTED_EVENTS, Records.table(rejected, RejectedRow.class), application, id);
      }
    } finally {
      outcomes.unpersist();
    }
  }
}
