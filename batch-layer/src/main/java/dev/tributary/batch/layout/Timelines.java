package dev.tributary.batch.layout;

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
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/** Core's enrichment, applied to each event of a dataset. */
final class Timelines {

  private Timelines() {}

  /** Rows of the table timeline, one an event, in no order. */
  static Dataset<Row> of(Dataset<EventRow> distinctEvents, Config config) {
    return LaidEvent.table(
        distinctEvents.mapPartitions(
            new Enrich(config.texts()), RecordEncoder.of(LaidEvent.class)));
  }

  /** The rules are read once a partition; only the settings' texts travel. */
  private record Enrich(Map<String, String> settings)
      implements MapPartitionsFunction<EventRow, LaidEvent> {

    @Override
    public Iterator<LaidEvent> call(Iterator<EventRow> rows) {
      Enricher enricher = new Enricher(Config.of(settings));
      return CollectionConverters.asJava(
          CollectionConverters.asScala(rows).map(row -> laid(enricher, row)));
    }

    private static LaidEvent laid(Enricher enricher, EventRow row) {
      TimelineEvent event = enricher.enrich(EventRows.restore(row));
      return new LaidEvent(event, People.identifierOf(event));
    }
  }
}
