package dev.tributary.core.imports;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where the columns of a table stand; names in any case, others are passed over. */
final class TableColumns {

  private final Map<String, Integer> places = new HashMap<>();
  private final int count;

  private TableColumns(int count) {
    this.count = count;
  }

  /**
   * Reads a header line.
   *
   * @param names the columns that are read, each with the names it goes by, separated by a bar
   * @throws TableException when a name stands twice
   */
  static TableColumns of(List<String> header, String... names) {
    TableColumns columns = new TableColumns(header.size());
    for (String name : names) {
      List<String> known = Arrays.asList(name.split("\\|"));
      for (int place = 0; place < header.size(); place++) {
        boolean named = known.contains(header.get(place).toLowerCase(Locale.ROOT));
        if (named && columns.places.put(known.get(0), place) != null) {
          throw new TableException(
              "The header names the column "
                  + known.get(0)
                  + " twice ("
                  + String.join(", ", known)
                  + " are the same). Leave one of them out.");
        }
      }
    }
    return columns;
  }

  /** How many cells a row has. */
  int count() {
    return count;
  }

  boolean has(String name) {
    return places.containsKey(name);
  }

  /** The cell of a column; null where there is no such column or the cell is empty. */
  String cell(List<String> row, String name) {
    Integer place = places.get(name);
    return place == null || row.get(place).isEmpty() ? null : row.get(place);
  }

  /**
   * Refuses a table without a column that it can't do without.
   *
   * @throws TableException naming the column
   */
  void require(String name, String example) {
    if (!has(name)) {
      throw new TableException(
          "The table has no column "
              + name
              + ". Begin the file with a header line such as "
              + example
              + ".");
    }
  }
}
