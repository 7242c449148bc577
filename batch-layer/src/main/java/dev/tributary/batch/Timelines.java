package dev.tributary.batch;

import dev.tributary.core.config.Config;
import dev.tributary.core.event.EventRow;
import dev.tributary.core.event.EventRows;
import dev.tributary.core.journey.Enricher;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.lake.RecordEncoder;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import scala.jdk.javaapi.CollectionConverters;

/** Core's enrichment, applied to each event of a dataset. */
final class Timelines {

  private Timelines() {}

  /** One timeline event an event, in no order. */
  static Dataset<TimelineEvent> of(Dataset<EventRow> distinctEvents, Config config) {
    return distinctEvents.mapPartitions(
        new Enrich(config.texts()), RecordEncoder.of(TimelineEvent.class));
  }

  /** The rules are read once a partition; only the settings' texts travel. */
  private record Enrich(Map<String, String> settings)
      implements MapPartitionsFunction<EventRow, TimelineEvent> {

    @Override
    public Iterator<TimelineEvent> call(Iterator<EventRow> rows) {
      Enricher enricher = new Enricher(Config.of(settings));
      return CollectionConverters.asJava(
          CollectionConverters.asScala(rows).map(row -> enricher.enrich(EventRows.restore(row))));
    }
  }
}
