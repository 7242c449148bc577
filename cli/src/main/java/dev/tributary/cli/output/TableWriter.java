package dev.tributary.cli.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** Aligned columns: words to the left, numbers to the right. */
final class TableWriter implements RowWriter {

  /** Beyond so many rows the widths seen so far are used, so that memory stays bounded. */
  private static final int MEASURED_ROWS = 10_000;

  private final List<String> columns;
  private final Writer out;
  private final List<Object[]> rows = new ArrayList<>();
  private int[] widths;

  TableWriter(List<String> columns, Writer out) {
    this.columns = List.copyOf(columns);
    this.out = out;
  }

  @Override
  public void row(Object... values) {
    if (widths != null) {
      print(values);
      return;
    }
    rows.add(values.clone());
    if (rows.size() == MEASURED_ROWS) {
      printMeasured();
    }
  }

  @Override
  public void close() {
    if (widths == null) {
      printMeasured();
    }
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void printMeasured() {
    widths = columns.stream().mapToInt(String::length).toArray();
    for (Object[] row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], text(row[i]).length());
      }
    }
    print(columns.toArray());
    Object[] rule = new Object[widths.length];
    for (int i = 0; i < widths.length; i++) {
      rule[i] = "-".repeat(widths[i]);
    }
    print(rule);
    rows.forEach(this::print);
    rows.clear();
  }

  private void print(Object[] values) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String text = text(values[i]);
      String pad = " ".repeat(Math.max(0, widths[i] - text.length()));
      line.append(i == 0 ? "" : "  ");
      line.append(values[i] instanceof Number ? pad + text : text + pad);
    }
    try {
      out.write(line.toString().stripTrailing());
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Object value) {
    return value == null ? "" : Printable.line(Exact.text(value));
  }
}
