package dev.tributary.serving.lake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The tables that people query. Their columns, with a meaning each, are the resources {@code
 * tables/NAME.columns}; docs/tables.md says the same, and a test compares the two.
 */
enum LakeTable {
  ATTRIBUTION(Current.ALL_ROWS),
  CREDITS_FINAL(Current.PUBLICATION_OF_ITS_DAY),
  CREDITS_PROVISIONAL(Current.NEWEST_REVISION),
  CONVERSIONS(Current.PUBLICATION_OF_ITS_DAY),
  ADJUSTMENTS(Current.PUBLICATION_OF_ITS_DAY),
  TOUCHPOINTS(Current.PUBLICATION_OF_ITS_DAY),
  IDENTITIES(Current.NEWEST_PUBLICATION),
  IDENTITY_CUTS(Current.NEWEST_PUBLICATION),
  PUBLICATIONS(Current.ANY_CURRENT_PUBLICATION),
  SPEND(Current.ALL_ROWS),
  FX_RATES(Current.ALL_ROWS),
  MODEL_FITS(Current.ALL_ROWS),
  RAW_EVENTS(Current.ALL_ROWS),
  REJECTED_EVENTS(Current.ALL_ROWS),
  AUDIT_LOG(Current.ALL_ROWS),
  /** No table of its own: what raw_events has and conversions lacks. */
  AWAITING_RESTATEMENT(Current.WHAT_OTHERS_LACK);

  /** Which of a table's rows count now. */
  enum Current {
    ALL_ROWS,
    PUBLICATION_OF_ITS_DAY,
    ANY_CURRENT_PUBLICATION,
    NEWEST_PUBLICATION,
    NEWEST_REVISION,
    WHAT_OTHERS_LACK
  }

  /**
   * One column.
   *
   * @param type DuckDB's name of it
   * @param meaning for the reader of docs/tables.md
   */
  record Column(String name, String type, String meaning) {}

  private final Current current;
  private final List<Column> columns;

  LakeTable(Current current) {
    this.current = current;
    this.columns = read("tables/" + wire() + ".columns");
  }

  /** The name in SQL, which is also the name of the folder. */
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<Column> columns() {
    return columns;
  }

  Current current() {
    return current;
  }

  private static List<Column> read(String resource) {
    try (InputStream in = LakeTable.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(" +", 3))
          .map(parts -> new Column(parts[0], parts[1], parts[2]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
