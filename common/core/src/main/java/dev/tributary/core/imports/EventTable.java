package dev.tributary.core.imports;

import dev.tributary.core.reject.Reason;
import dev.tributary.core.reject.Rejection;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads any comma-separated table with a header line (UTF-8) row by row. A row that can't be used
 * is answered with its line, the reason and the remedy, and the others go on.
 */
public final class EventTable {

  private static final String AS_UTF8 = "Save the file as UTF-8 and import it again";

  private final TableRecords records;
  private final List<String> names;
  private long rows;

  /**
   * Begins to read a stream, which the caller closes.
   *
   * @throws TableException when it has no header, or one that is not UTF-8
   * @throws IOException when the stream fails
   */
  public EventTable(InputStream in) throws IOException {
    this.records = new TableRecords(in);
    TableRecord header = records.next();
    if (header == null) {
      throw new TableException("The file is empty. Begin it with a header line.");
    }
    List<String> written = new ArrayList<>();
    for (byte[] cell : header.cells()) {
      written.add(
          Utf8.text(cell)
              .orElseThrow(() -> new TableException("Its header is not UTF-8. " + AS_UTF8 + "."))
              .strip());
    }
    this.names = apart(written);
  }

  /**
   * One row below the header.
   *
   * @param cells as many as there are names, null where empty; none where there is a fault
   * @param fault or null
   */
  public record Row(List<String> cells, Rejection fault) {}

  /**
   * Reads to the end, to find out whether rows can be told apart; no row is kept.
   *
   * @throws TableException when it has no header, or a quote stands open
   */
  public static void check(InputStream in) throws IOException {
    EventTable table = new EventTable(in);
    TableRecord record = table.records.next();
    while (record != null) {
      record = table.records.next();
    }
  }

  /**
   * The columns; one without a name is called _c and its place, of equal ones each has its place.
   */
  public List<String> names() {
    return names;
  }

  /**
   * The next row, or null at the end.
   *
   * @throws TableException when a quote stands open, which {@link #check} finds before
   */
  public Row next() throws IOException {
    TableRecord record = records.next();
    if (record == null) {
      return null;
    }
    rows++;
    List<String> cells = new ArrayList<>(record.cells().size());
    for (byte[] cell : record.cells()) {
      Optional<String> text = Utf8.text(cell);
      if (text.isEmpty()) {
        return new Row(List.of(), notUtf8(record, cells.size()));
      }
      cells.add(cell.length == 0 ? null : text.get());
    }
    return cells.size() == names.size()
        ? new Row(cells, null)
        : new Row(List.of(), Reason.MALFORMED_LINE.because(place(record) + otherCells(record)));
  }

  private Rejection notUtf8(TableRecord record, int column) {
    String name = column < names.size() ? names.get(column) : "_c" + column;
    return new Rejection(
        Reason.INVALID_UTF8,
        "Line " + place(record) + "is not UTF-8 in its column " + name + ".",
        AS_UTF8 + "; what is known already is not added twice.");
  }

  private String otherCells(TableRecord record) {
    String span = record.lastLine() > record.line() ? "goes on to line " + record.lastLine() : "";
    int cells = record.cells().size();
    return span
        + (span.isEmpty() ? "" : " and ")
        + "has "
        + cells
        + (cells == 1 ? " cell" : " cells")
        + " where the header has "
        + names.size();
  }

  private String place(TableRecord record) {
    return record.line() + ", row " + rows + " below the header, ";
  }

  /** Names as Spark's own reader gives them, so that maps go on to fit. */
  private static List<String> apart(List<String> written) {
    Map<String, Integer> times = new HashMap<>();
    written.forEach(name -> times.merge(name.toLowerCase(Locale.ROOT), 1, Integer::sum));
    List<String> names = new ArrayList<>();
    for (String name : written) {
      int place = names.size();
      boolean alone = times.get(name.toLowerCase(Locale.ROOT)) == 1;
      names.add(name.isEmpty() ? "_c" + place : alone ? name : name + place);
    }
    return List.copyOf(names);
  }
}
