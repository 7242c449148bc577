package dev.tributary.cli.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/** RFC 4180 with a header line; null is an empty cell, an empty text a quoted one. */
final class CsvWriter implements RowWriter {

  private final Writer out;

  CsvWriter(List<String> columns, Writer out) {
    this.out = out;
    row(columns.toArray());
  }

  @Override
  public void row(Object... values) {
    try {
      for (int i = 0; i < values.length; i++) {
        out.write(i == 0 ? "" : ",");
        out.write(cell(values[i]));
      }
      out.write("\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String cell(Object value) {
    if (value == null) {
      return "";
    }
    String text = Exact.text(value);
    boolean plain =
        !text.isEmpty()
            && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
