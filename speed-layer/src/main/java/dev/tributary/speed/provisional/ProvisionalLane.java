package dev.tributary.speed.provisional;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.config.SpeedSettings;
import dev.tributary.core.event.Topics;
import dev.tributary.core.view.CreditNewsJson;
import dev.tributary.lake.Lake;
import dev.tributary.lake.RecordEncoder;
import dev.tributary.lake.Table;
import dev.tributary.speed.stream.Checkpoint;
import dev.tributary.speed.stream.CreditsTopic;
import dev.tributary.speed.stream.KafkaStream;
import dev.tributary.speed.stream.Message;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
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
  private final boolean repeats;

  /** The lane that writes the tables of that lake. */
  public ProvisionalLane(Lake lake, Checkpoint checkpoint, ProvisionalCells cells, Config config) {
    this.lake = lake;
    this.checkpoint = checkpoint;
    this.cells = cells;
    this.reportingZone = config.value(ReportingSettings.TIME_ZONE);
    // Version 0 made the table.
    this.repeats = checkpoint.fresh() && lake.version(Table.CREDITS_PROVISIONAL) > 0;
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
    Dataset<Message> revisions =
        batch.filter((FilterFunction<Message>) message -> message.value() != null).coalesce(1);
    Dataset<Row> rows =
        ProvisionalRow.table(
            revisions.flatMap(
                new RevisionRows(reportingZone), RecordEncoder.of(ProvisionalRow.class)));
    lake.appendOnce(Table.CREDITS_PROVISIONAL, unknown(rows), checkpoint.application(NAME), id);
    cells.write(touched(revisions));
  }

  /** After a lost checkpoint the topic is read again, but the table has most of it already. */
  private Dataset<Row> unknown(Dataset<Row> rows) {
    if (!repeats) {
      return rows;
    }
    Dataset<Row> known =
        lake.read(Table.CREDITS_PROVISIONAL)
            .select("conversion_key", "journey_key", "revision")
            .distinct();
    Column same = functions.lit(true);
    for (String column : known.columns()) {
      same = same.and(rows.col(column).equalTo(known.col(column)));
    }
    return rows.join(known, same, "left_anti");
  }

  /** Takes the news in and says which days' figures it moves. */
  private Set<LocalDate> touched(Dataset<Message> revisions) {
    Set<LocalDate> days = new TreeSet<>();
    for (byte[] value : revisions.select("value").as(Encoders.BINARY()).collectAsList()) {
      days.addAll(cells.take(CreditNewsJson.read(value)));
    }
    return days;
  }
}
