package dev.tributary.core.imports;

import java.io.BufferedReader;
import java.io.IOException;
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

  /** Longer lines are no rows of such a table. */
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
  static <T> MoneyTable<T> read(BufferedReader in, Kind<T> kind) throws IOException {
    String header = in.readLine();
    if (header == null) {
      throw new TableException("The file is empty. Begin it with a header line.");
    }
    TableColumns columns =
        kind.columns(TableLine.cells(header.replace("\uFEFF", "")).orElse(List.of()));
    List<T> rows = new ArrayList<>();
    List<RefusedLine> refused = new ArrayList<>();
    Map<Object, Long> seen = new HashMap<>();
    long lines = 0;
    long number = 1;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      lines++;
      try {
        T row = kind.row(columns, cells(line, columns.count()));
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

  private static List<String> cells(String line, int count) throws BadCell {
    Optional<List<String>> cells =
        line.length() > LONGEST_LINE ? Optional.empty() : TableLine.cells(line);
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
