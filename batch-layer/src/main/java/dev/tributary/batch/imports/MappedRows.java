package dev.tributary.batch.imports;

import dev.tributary.core.imports.MappedEvent;
import dev.tributary.core.imports.RowReading;
import dev.tributary.core.reject.Reason;
import dev.tributary.core.reject.Rejection;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.catalyst.InternalRow;

/** Turns rows of a table into results, entry by entry, within one task. */
final class MappedRows {

  private final Door door;
  private final MappedEvent events;
  private final List<MappedEntry> entries;
  private final int fault;

  /**
   * @param fault place of the column that says why a row can't be used
   */
  MappedRows(Door door, MappedEvent events, List<MappedEntry> entries, int fault) {
    this.door = door;
    this.events = events;
    this.entries = entries;
    this.fault = fault;
  }

  /** The results of one row, counted from 1; at least one. */
  List<RowResult> results(long number, InternalRow row) {
    Rejection why = TableFile.fault(row, fault);
    if (why != null) {
      return door.results(number, new RowReading.Malformed(why));
    }
    List<RowResult> results = new ArrayList<>();
    for (int place = 0; place < entries.size(); place++) {
      add(number, place, row, results);
    }
    return results.isEmpty() ? List.of(RowResult.skipped(number, "no_entry")) : results;
  }

  private void add(long number, int place, InternalRow row, List<RowResult> results) {
    MappedEntry entry = entries.get(place);
    String evaluated = "when";
    Map<String, Object> values = new LinkedHashMap<>();
    try {
      if (!Boolean.TRUE.equals(entry.when().evaluate(row))) {
        return;
      }
      for (Map.Entry<String, RowExpression> field : entry.fields().entrySet()) {
        evaluated = field.getKey();
        values.put(evaluated, plain(field.getValue().evaluate(row)));
      }
    } catch (RuntimeException e) {
      if (!isOfTheCell(e)) {
        throw e;
      }
      results.add(failed(number, place, evaluated, e));
      return;
    }
    results.add(door.admit(number, place, events.json(values)));
  }

  /** Spark names most such failures; numbers and times fail as Java's own do. */
  private static boolean isOfTheCell(RuntimeException failure) {
    return failure instanceof SparkThrowable
        || failure instanceof ArithmeticException
        || failure instanceof DateTimeException
        || failure instanceof IllegalArgumentException;
  }

  /** Names the kind of failure, not the cell: rejections are shown where cells may not be. */
  private RowResult failed(long number, int place, String field, RuntimeException failure) {
    String kind =
        failure instanceof SparkThrowable named
            ? named.getCondition()
            : failure.getClass().getSimpleName();
    return door.rejected(
        number,
        place,
        Reason.FAILED_EXPRESSION.because(
            number
                + ": the expression of "
                + field
                + " in entry "
                + (place + 1)
                + " fails ("
                + kind
                + ")"),
        null,
        0);
  }

  private static Object plain(Object value) {
    if (value instanceof Timestamp timestamp) {
      return timestamp.toInstant();
    }
    return value instanceof java.sql.Date day ? day.toLocalDate() : value;
  }
}
