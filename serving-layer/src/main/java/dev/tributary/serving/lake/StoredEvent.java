package dev.tributary.serving.lake;

import dev.tributary.core.event.Event;
import dev.tributary.core.event.EventRow;
import dev.tributary.core.event.EventRows;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One row of raw_events: the event, and where it was stored from.
 *
 * @param sourceName collector or import
 * @param kafkaTopic null for an import; so are partition and offset
 */
public record StoredEvent(
    Event event,
    String sourceName,
    String kafkaTopic,
    Long kafkaPartition,
    Long kafkaOffset,
    String ingestBatch) {

  private static final List<RecordComponent> FIELDS =
      Arrays.asList(EventRow.class.getRecordComponents());
  private static final Constructor<?> CONSTRUCTOR = EventRow.class.getDeclaredConstructors()[0];

  /** The columns that {@link #of} reads, in its order. */
  public static final String COLUMNS =
      FIELDS.stream().map(field -> snake(field.getName())).collect(Collectors.joining(", "))
          + ", source_name, kafka_topic, kafka_partition, kafka_offset, ingest_batch";

  /** Reads a row of {@link #COLUMNS}; what follows them is not looked at. */
  public static StoredEvent of(Object[] row) {
    Object[] values = new Object[FIELDS.size()];
    for (int i = 0; i < values.length; i++) {
      boolean narrow = FIELDS.get(i).getType() == Integer.class && row[i] != null;
      values[i] = narrow ? Math.toIntExact((Long) row[i]) : row[i];
    }
    int next = values.length;
    return new StoredEvent(
        EventRows.restore(flat(values)),
        (String) row[next],
        (String) row[next + 1],
        (Long) row[next + 2],
        (Long) row[next + 3],
        (String) row[next + 4]);
  }

  private static EventRow flat(Object[] values) {
    try {
      return (EventRow) CONSTRUCTOR.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A row of raw_events does not fit EventRow", e);
    }
  }

  private static String snake(String camel) {
    return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
