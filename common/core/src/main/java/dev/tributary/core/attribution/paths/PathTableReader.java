package dev.tributary.core.attribution.paths;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.tributary.core.config.Quoted;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a path table from CSV (RFC 4180, UTF-8): the columns {@code path} ({@code A > B > C}),
 * {@code conversions}, and if given {@code value} and {@code nulls}, in any order; other columns
 * are skipped and named in a note. Rows are read one at a time, so that only the table itself takes
 * memory.
 */
public final class PathTableReader {

  private static final int MOST_FAULTS = 20;
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final CsvParser parser;
  private final PathTableBuilder builder = new PathTableBuilder();
  private final List<String> cells = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private long rows;
  private long refused;
  private int line;

  private PathTableReader(InputStream unmarked) throws IOException {
    InputStream csv = inUtf8(unmarked);
    // What is not UTF-8 is replaced, so that its row can be told of and the rest goes on.
    BufferedReader text =
        new BufferedReader(
            new InputStreamReader(
                csv,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)));
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    this.parser =
        CsvFactory.builder().enable(CsvParser.Feature.SKIP_EMPTY_LINES).build().createParser(text);
  }

  /** The same bytes; refused where their first ones show a compression or another encoding. */
  private static InputStream inUtf8(InputStream csv) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(csv);
    bytes.mark(OtherEncoding.BYTES);
    byte[] first = bytes.readNBytes(OtherEncoding.BYTES);
    bytes.reset();
    Optional<String> packed = Packing.refusal(first);
    if (packed.isPresent()) {
      throw new PathTableException(packed.get());
    }
    Optional<String> other = OtherEncoding.of(first);
    if (other.isPresent()) {
      throw new PathTableException(
          "The path table is "
              + other.get()
              + ", and only UTF-8 is read. Convert it, for example with 'iconv -f "
              + other.get()
              + " -t UTF-8 paths.csv > utf8.csv', or save it in the spreadsheet as CSV UTF-8.");
    }
    return bytes;
  }

  /**
   * A table as it was read.
   *
   * @param valued whether it has the column {@code value}; without it, every value is 0
   * @param rows how many there were below the header, refused ones included
   * @param refused how many of them were malformed; nothing of them is in the table
   * @param faults one sentence for each of the first {@value #MOST_FAULTS} malformed rows, naming
   *     line and column
   * @param notes sentences about columns that were skipped
   */
  public record Read(
      PathTable table,
      boolean valued,
      long rows,
      long refused,
      List<String> faults,
      List<String> notes) {}

  /**
   * Reads to the end; closes nothing. A malformed row is left out and told of, and the rest goes
   * on.
   *
   * @throws PathTableException when it is compressed or UTF-16, there is no usable header, or what
   *     follows can't be told apart into rows
   * @throws IOException when the stream itself fails
   */
  public static Read read(InputStream csv) throws IOException {
    PathTableReader reader = new PathTableReader(csv);
    try {
      return reader.all();
    } catch (JsonProcessingException e) {
      throw new PathTableException(
          "Line "
              + reader.line
              + " is not CSV: "
              + Quoted.sentence(e.getOriginalMessage())
              + ". Close every quoted cell, and write a quote inside one twice.",
          e);
    }
  }

  private Read all() throws IOException {
    if (!nextRow()) {
      throw new PathTableException(
          "The path table is empty: it has no header line. Begin it with the line"
              + " path,conversions,value,nulls.");
    }
    PathTableColumns columns = PathTableColumns.of(cells, line);
    while (nextRow()) {
      rows++;
      add(columns);
    }
    return new Read(
        builder.build(), columns.valued(), rows, refused, List.copyOf(faults), columns.notes());
  }

  private void add(PathTableColumns columns) {
    try {
      columns.read(cells, line, builder);
    } catch (PathTableException e) {
      refused++;
      if (faults.size() < MOST_FAULTS) {
        faults.add(e.getMessage());
      }
    }
  }

  private boolean nextRow() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      return false;
    }
    cells.clear();
    // Where the parser stands, not where the token is said to begin: that is the row before.
    line = parser.currentLocation().getLineNr();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      cells.add(parser.getText());
    }
    return true;
  }
}
