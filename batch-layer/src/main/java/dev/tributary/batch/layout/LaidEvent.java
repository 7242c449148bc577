package dev.tributary.batch.layout;

import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.lake.Records;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row of the table timeline. Public for Spark's generated code; read the table instead.
 *
 * @param identifier whose person the event belongs to, as {@link People} names it
 */
public record LaidEvent(TimelineEvent event, String identifier) {

  /** The table's rows of these records. */
  static Dataset<Row> table(Dataset<LaidEvent> events) {
    return events
        .select("event.*", "identifier")
        .toDF(
            Stream.concat(
                    Stream.of(Records.columnNames(TimelineEvent.class)), Stream.of("identifier"))
                .toArray(String[]::new));
  }
}
