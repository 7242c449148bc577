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
import dev.tributary.speed.SpeedException;
import dev.tributary.speed.stream.Checkpoint;
import dev.tributary.speed.stream.KafkaStream;
import dev.tributary.speed.stream.KafkaTopics;
import dev.tributary.speed.stream.Message;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.util.LongAccumulator;

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

  /**
   * Starts the query.
   *
   * @param partitions those of {@link #TOPICS}, as {@link KafkaTopics#ends} gives them
   * @throws SpeedException when the table lacks what the checkpoint knows as stored
   */
  public StreamingQuery start(
      Config config, String bootstrapServers, Map<String, Map<Integer, Long>> partitions)
      throws TimeoutException {
    requireWhatIsFinished();
    Dataset<Message> messages =
        KafkaStream.messages(
            lake.spark(),
            config,
            bootstrapServers,
            String.join(",", TOPICS),
            checkpoint.planned() ? "earliest" : StoredOffsets.after(lake, partitions));
    return messages
        .writeStream()
        .foreachBatch((VoidFunction2<Dataset<Message>, Long>) this::store)
        .option("checkpointLocation", checkpoint.folder().toString())
        .queryName(NAME)
        .trigger(Trigger.ProcessingTime(config.value(SpeedSettings.RAW_INTERVAL_MILLIS)))
        .start();
  }

  /** The lane would go on behind a hole in a table that was restored from an older copy. */
  private void requireWhatIsFinished() {
    long finished = checkpoint.finished().orElse(-1);
    long held =
        lake.batches(Table.RAW_EVENTS, lake.version(Table.RAW_EVENTS))
            .getOrDefault(checkpoint.application(NAME), -1L);
    if (held < finished) {
      throw SpeedException.checkpointUnusable(
          checkpoint.folder(),
          "it has stored up to its batch %d in raw_events, which holds %s of it, as an older copy would"
              .formatted(finished, held < 0 ? "none" : "up to " + held),
          null);
    }
  }

  /** A batch that is done again after a crash finds what it wrote before, and adds nothing. */
  private void store(Dataset<Message> batch, long id) {
    String application = checkpoint.application(NAME);
    LongAccumulator read = lake.spark().sparkContext().longAccumulator();
    LongAccumulator refused = lake.spark().sparkContext().longAccumulator();
    MessageReader reader =
        new MessageReader(clock.instant().truncatedTo(ChronoUnit.MICROS), application + "-" + id);
    // Few large files: what a batch reads fits one, and readers pay for every file.
    Dataset<Message> messages = batch.coalesce(1);
    Dataset<RawEventRow> accepted =
        messages.flatMap(
            (FlatMapFunction<Message, RawEventRow>)
                message -> {
                  RawOutcome outcome = reader.call(message);
                  read.add(1);
                  refused.add(outcome.rejected() == null ? 0 : 1);
                  return Stream.ofNullable(outcome.accepted()).iterator();
                },
            RecordEncoder.of(RawEventRow.class));
    lake.appendOnce(Table.RAW_EVENTS, RawEventRow.table(accepted), application, id);
    // Refusals are rare: reading Kafka again for them costs less than keeping every batch. Nothing
    // read means that the events were stored before a crash; of the refusals nobody knows.
    if (refused.value() > 0 || read.value() == 0) {
      Dataset<RejectedRow> rejected =
          messages.flatMap(
              (FlatMapFunction<Message, RejectedRow>)
                  message -> Stream.ofNullable(reader.call(message).rejected()).iterator(),
              RecordEncoder.of(RejectedRow.class));
      lake.appendOnce(
          Table.REJECTED_EVENTS, Records.table(rejected, RejectedRow.class), application, id);
    }
  }
}
