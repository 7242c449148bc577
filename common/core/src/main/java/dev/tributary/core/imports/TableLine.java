package dev.tributary.core.imports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One line of a comma-separated table, read on its own: a broken one spoils no other. */
final class TableLine {

  private static final CsvFactory CSV = new CsvFactory();

  private TableLine() {}

  /** The line's cells, trimmed; empty where it is not CSV (RFC 4180, without line breaks). */
  static Optional<List<String>> cells(String line) {
    List<String> cells = new ArrayList<>();
    try (JsonParser parser = CSV.createParser(line)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING) {
          cells.add(parser.getText().strip());
        }
      }
      return Optional.of(cells);
    } catch (IOException notCsv) {
      return Optional.empty();
    }
  }
}
