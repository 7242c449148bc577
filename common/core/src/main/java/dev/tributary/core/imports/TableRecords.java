package dev.tributary.core.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a comma-separated table (RFC 4180) record by record, as bytes. Lines end with a line feed,
 * a carriage return or both; empty lines are passed over, and so is a byte-order mark.
 *
 * <p>A cell in which text follows the closing quote is taken as it stands, quotes included: many
 * exports write no quotes at all. Where such a cell has several lines it may be a quote that
 * swallowed other rows, and the table is refused, as it is where a quote is never closed.
 */
final class TableRecords {

  /** A longer record is none: keeping it would only keep what an open quote swallows. */
  static final int LONGEST_RECORD = 16 << 20;

  /** An empty one takes memory, too. */
  private static final int CELL_BYTES = 24;

  private static final int END = -1;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final String REMEDY =
      " Close the quote in its own row, or write a quote inside a quoted cell twice, and import the"
          + " file again.";

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int limit;
  private long line = 1;
  private long firstLine;
  private int recordSize;
  private byte[] cell = new byte[256];
  private int cellSize;

  /** Records of a stream, which the caller closes; it need not be buffered. */
  TableRecords(InputStream in) throws IOException {
    this.in = in;
    limit = in.readNBytes(buffer, 0, BYTE_ORDER_MARK.length);
    at = Arrays.equals(Arrays.copyOf(buffer, limit), BYTE_ORDER_MARK) ? limit : 0;
  }

  /**
   * The next record, or null at the end.
   *
   * @throws TableException when a quote stands open, so that rows can't be told apart
   */
  TableRecord next() throws IOException {
    int octet = read();
    while (octet == '\n' || octet == '\r') {
      endLine(octet);
      octet = read();
    }
    if (octet == END) {
      return null;
    }
    firstLine = line;
    recordSize = 0;
    List<byte[]> cells = new ArrayList<>();
    int end = cell(octet, cells);
    while (end == ',') {
      end = cell(read(), cells);
    }
    TableRecord record = new TableRecord(firstLine, line, cells);
    endLine(end);
    return record;
  }

  /** Reads the cell that begins with an octet; answers what ended it. */
  private int cell(int octet, List<byte[]> cells) throws IOException {
    cellSize = 0;
    count(CELL_BYTES);
    int end = octet == '"' ? quoted() : bare(octet);
    cells.add(Arrays.copyOf(cell, cellSize));
    return end;
  }

  private int bare(int first) throws IOException {
    int octet = first;
    while (!endsCell(octet)) {
      put(octet);
      octet = read();
    }
    return octet;
  }

  private int quoted() throws IOException {
    long opened = line;
    while (true) {
      int octet = read();
      if (octet == END) {
        throw neverClosed(opened);
      }
      if (octet != '"') {
        putQuoted(octet == '\r' && peek() == '\n' ? read() : octet);
      } else if (peek() == '"') {
        put(read());
      } else {
        return behindQuote(opened);
      }
    }
  }

  private void putQuoted(int octet) {
    if (octet == '\n' || octet == '\r') {
      line++;
    }
    put(octet);
  }

  private int behindQuote(long opened) throws IOException {
    StringBuilder blanks = new StringBuilder();
    int octet = read();
    while (octet == ' ' || octet == '\t') {
      blanks.append((char) octet);
      octet = read();
    }
    if (endsCell(octet)) {
      return octet;
    }
    if (line != opened) {
      throw textBehind(opened);
    }
    putBack(blanks);
    return bare(octet);
  }

  /** Puts back the quotes that were taken off. */
  private void putBack(CharSequence blanks) {
    byte[] inside = Arrays.copyOf(cell, cellSize);
    cellSize = 0;
    put('"');
    for (byte octet : inside) {
      put(octet);
      if (octet == '"') {
        put('"');
      }
    }
    put('"');
    blanks.chars().forEach(this::put);
  }

  private static boolean endsCell(int octet) {
    return octet == ',' || octet == '\n' || octet == '\r' || octet == END;
  }

  private void endLine(int end) throws IOException {
    if (end == '\r' && peek() == '\n') {
      at++;
    }
    if (end != END) {
      line++;
    }
  }

  private void count(int bytes) {
    recordSize += bytes;
    if (recordSize > LONGEST_RECORD) {
      throw new TableException(
          "Line "
              + firstLine
              + " begins a row of more than 16 MiB: it goes on to line "
              + line
              + " at least, most likely within a quote that is not closed."
              + REMEDY);
    }
  }

  private void put(int octet) {
    count(1);
    if (cellSize == cell.length) {
      cell = Arrays.copyOf(cell, 2 * cellSize);
    }
    cell[cellSize++] = (byte) octet;
  }

  private int read() throws IOException {
    int octet = peek();
    if (octet != END) {
      at++;
    }
    return octet;
  }

  private int peek() throws IOException {
    if (at == limit) {
      at = 0;
      limit = Math.max(0, in.read(buffer));
    }
    return limit == 0 ? END : buffer[at] & 0xFF;
  }

  private TableException neverClosed(long opened) {
    boolean endsWithBreak = cellSize > 0 && cell[cellSize - 1] == '\n';
    long lines = line - opened + (endsWithBreak ? 0 : 1);
    return new TableException(
        "The quote that is opened in line "
            + opened
            + " is closed nowhere: the "
            + lines
            + (lines == 1 ? " line" : " lines")
            + " from there to the end of the file can't be told apart."
            + REMEDY);
  }

  private TableException textBehind(long opened) {
    return new TableException(
        "The quote that is opened in line "
            + opened
            + " is closed in line "
            + line
            + " and text follows it, so the "
            + (line - opened + 1)
            + " lines can't be told apart."
            + REMEDY);
  }
}
