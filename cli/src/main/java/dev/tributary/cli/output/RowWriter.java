package dev.tributary.cli.output;

/** Takes rows of values in the order of the columns; closing ends the document. */
public interface RowWriter extends AutoCloseable {

  /**
   * Writes one row.
   *
   * @param values one a column; null, String, Boolean, a Number, or anything whose toString is its
   *     exact form (Instant, LocalDate); a Map or List becomes nested JSON
   */
  void row(Object... values);

  @Override
  void close();
}
