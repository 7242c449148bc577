package dev.tributary.cli.output;

import java.util.Map;

/** Takes rows of values in the order of the columns; closing ends the document. */
public interface RowWriter extends AutoCloseable {

  /**
   * Writes one row.
   *
   * @param values one a column; null, String, Boolean, a Number, or anything whose toString is its
   *     exact form (Instant, LocalDate); a Map or List becomes nested JSON
   */
  void row(Object... values);

  /**
   * The same with members that stand before the columns where the format has named members; a
   * format of fixed columns leaves them out.
   *
   * @param leading values as in {@link #row(Object...)}, or Jackson nodes
   */
  default void row(Map<String, ?> leading, Object... values) {
    row(values);
  }

  @Override
  void close();
}
