package dev.tributary.core.imports;

import dev.tributary.core.event.ByteLines;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a table of spend or of exchange rates line by line (UTF-8, header first). A line that can't
 * be used is answered with its number, the reason and the remedy; the others are taken.
 *
 * @param rows in the file's order
 * @param lines that held data, refused ones included
 */
public record MoneyTable<T>(List<T> rows, List<RefusedLine> refused, long lines) {

  /** Longer lines, in bytes, are no rows of such a table. */
  private static final int LONGEST_LINE = 65_536;

  /** What a kind of table makes of a line's cells. */
  interface Kind<T> {

    /** Finds the columns; refuses a table that lacks one. */
    TableColumns columns(List<String> header);

    /** Reads a row of as many cells as the header has. */
    T row(TableColumns columns, List<String> cells) throws BadCell;

    /** What two rows of one table must not have in common. */
    Object key(T row);

    /** The key in words. */
    String keyName();
  }

  /** A cell that can't be used. */
  static final class BadCell extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    BadCell(String reason, String problem) {
      super(problem);
      this.reason = reason;
    }
  }

  /**
   * Reads to the end; closes nothing.
   *
   * @throws TableException when there is no header, or it lacks a column
   * @throws IOException when the stream fails
   */
  static <T> MoneyTable<T> read(InputStream in, Kind<T> kind) throws IOException {
    ByteLines bytes = new ByteLines(in, LONGEST_LINE);
    TableColumns columns = kind.columns(header(bytes.next()));
    List<T> rows = new ArrayList<>();
    List<RefusedLine> refused = new ArrayList<>();
    Map<Object, Long> seen = new HashMap<>();
    long lines = 0;
    for (ByteLines.Line line = bytes.next(); line != null; line = bytes.next()) {
      Optional<String> text = Utf8.text(line.bytes());
      if (text.isPresent() && text.get().isBlank()) {
        continue;
      }
      lines++;
      long number = line.number();
      try {
        T row = kind.row(columns, cells(line, text, columns.count()));
        Long first = seen.putIfAbsent(kind.key(row), number);
        if (first != null) {
          throw new BadCell(
              "repeated_row",
              "has the same "
                  + kind.keyName()
                  + " as line "
                  + first
                  + ". Leave one of them, or add the two up.");
        }
        rows.add(row);
      } catch (BadCell bad) {
        refused.add(new RefusedLine(number, bad.reason, "Line " + number + " " + bad.getMessage()));
      }
    }
    return new MoneyTable<>(rows, refused, lines);
  }

  private static List<String> header(ByteLines.Line line) {
    if (line == null) {
      throw new TableException("The file is empty. Begin it with a header line.");
    }
    String text =
        Utf8.text(line.bytes())
            .orElseThrow(
                () ->
                    new TableException(
                        "Its header is not UTF-8. Save the file as UTF-8 and import it again."));
    return TableLine.cells(text.replace("\uFEFF", "")).orElse(List.of());
  }

  private static List<String> cells(ByteLines.Line line, Optional<String> text, int count)
      throws BadCell {
    boolean whole = line.size() == line.bytes().length;
    if (whole && text.isEmpty()) {
      throw new BadCell(
          "invalid_utf8", "is not UTF-8. Save the file as UTF-8 and import it again.");
    }
    Optional<List<String>> cells = whole ? text.flatMap(TableLine::cells) : Optional.empty();
    if (cells.isEmpty()) {
      throw new BadCell(
          "malformed_line",
          "is not comma-separated text. Close every quoted cell on its line, and write a quote"
              + " inside one twice.");
    }
    if (cells.get().size() != count) {
      throw new BadCell(
          "malformed_line",
          "has "
              + cells.get().size()
              + " cells where the header has "
              + count
              + ". Put cells that contain commas in quotes.");
    }
    return cells.get();
  }
}
