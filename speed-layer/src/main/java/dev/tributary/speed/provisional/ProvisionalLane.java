package dev.tributary.speed.provisional;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.config.SpeedSettings;
import dev.tributary.core.event.Topics;
import dev.tributary.core.view.CreditNews;
import dev.tributary.core.view.CreditNewsJson;
import dev.tributary.core.view.CreditRevision;
import dev.tributary.lake.Lake;
import dev.tributary.lake.RecordEncoder;
import dev.tributary.lake.Table;
import dev.tributary.speed.stream.Checkpoint;
import dev.tributary.speed.stream.CreditsTopic;
import dev.tributary.speed.stream.KafkaStream;
import dev.tributary.speed.stream.Message;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/**
 * From the credits topic to the tables: every revision to credits_provisional, and the cells of the
 * days it touched to attribution. Runs beside the way of the events, which never waits for it.
 */
public final class ProvisionalLane {

  public static final String NAME = "provisional";

  private final Lake lake;
  private final Checkpoint checkpoint;
  private final ProvisionalCells cells;
  private final ZoneId reportingZone;
  private final StoredRevisions stored;

  /** The lane that writes the tables of that lake. */
  public ProvisionalLane(Lake lake, Checkpoint checkpoint, ProvisionalCells cells, Config config) {
    this.lake = lake;
    this.checkpoint = checkpoint;
    this.cells = cells;
    this.reportingZone = config.value(ReportingSettings.TIME_ZONE);
    this.stored = StoredRevisions.of(lake);
  }

  /** Starts the query, once it knows again what earlier lives of it read. */
  public StreamingQuery start(Config config, String bootstrapServers) throws TimeoutException {
    CreditsTopic.forEach(bootstrapServers, cells::take);
    return KafkaStream.messages(lake.spark(), config, bootstrapServers, Topics.CREDITS, "earliest")
        .writeStream()
        .foreachBatch((VoidFunction2<Dataset<Message>, Long>) this::store)
        .option("checkpointLocation", checkpoint.folder().toString())
        .queryName(NAME)
        .trigger(Trigger.ProcessingTime(config.value(SpeedSettings.PROVISIONAL_INTERVAL_MILLIS)))
        .start();
  }

  private void store(Dataset<Message> batch, long id) {
    List<byte[]> unknown = new ArrayList<>();
    Set<LocalDate> touched = new TreeSet<>();
    for (byte[] value : values(batch)) {
      CreditNews news = CreditNewsJson.read(value);
      touched.addAll(cells.take(news));
      if (news instanceof CreditRevision revision && stored.add(revision)) {
        unknown.add(value);
      }
    }
    Dataset<ProvisionalRow> rows =
        lake.spark()
            .createDataset(unknown, Encoders.BINARY())
            .coalesce(1)
            .flatMap(new RevisionRows(reportingZone), RecordEncoder.of(ProvisionalRow.class));
    lake.appendOnce(
        Table.CREDITS_PROVISIONAL, ProvisionalRow.table(rows), checkpoint.application(NAME), id);
    cells.write(touched);
  }

  /** What a batch says, each partition of the topic in its order. */
  private static List<byte[]> values(Dataset<Message> batch) {
    return batch
        .filter((FilterFunction<Message>) message -> message.value() != null)
        .select("value")
        .as(Encoders.BINARY())
        .collectAsList();
  }
}
