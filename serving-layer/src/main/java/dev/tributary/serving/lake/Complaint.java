package dev.tributary.serving.lake;

import dev.tributary.core.config.Distance;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns DuckDB's errors into sentences that name the problem, the reason and the remedy. */
final class Complaint {

  private static final Pattern NO_TABLE = Pattern.compile("Table with name (\\S+) does not exist");
  private static final Pattern NO_COLUMN =
      Pattern.compile("Referenced column \"([^\"]+)\" not found");
  private static final Pattern NO_COLUMN_OF =
      Pattern.compile("\"([^\"]+)\" does not have a column named \"([^\"]+)\"");

  private Complaint() {}

  /**
   * The exception for a failure.
   *
   * @param sql the question, which tells whose columns were meant
   */
  static QueryException of(SQLException failure, String sql) {
    String message = stripped(failure.getMessage());
    Matcher table = NO_TABLE.matcher(message);
    if (table.find()) {
      return new QueryException(noTable(table.group(1)), failure);
    }
    Matcher column = NO_COLUMN.matcher(message);
    if (column.find()) {
      return new QueryException(MissingColumn.anywhere(column.group(1), sql), failure);
    }
    Matcher columnOf = NO_COLUMN_OF.matcher(message);
    if (columnOf.find()) {
      return new QueryException(
          MissingColumn.of(columnOf.group(1), columnOf.group(2), sql), failure);
    }
    return new QueryException(other(message), failure);
  }

  private static String noTable(String missing) {
    List<String> tables = Arrays.stream(LakeTable.values()).map(LakeTable::wire).toList();
    return "There is no table '"
        + missing
        + "'"
        + Distance.hint(missing.toLowerCase(Locale.ROOT), tables)
        + ". The tables are "
        + String.join(", ", tables)
        + ".";
  }

  private static String other(String message) {
    if (message.startsWith("Permission Error")) {
      return "The query reaches outside the tables: "
          + message
          + ". It may read the tables of this data directory and no other file or address;"
          + " import a file first if its rows are needed.";
    }
    if (message.startsWith("Out of Memory Error")) {
      return "The query needs more memory than it may take: "
          + message
          + ". Aggregate or filter earlier, or raise serving.query_memory_mb.";
    }
    if (message.contains("INTERRUPT") || message.contains("Interrupted")) {
      return "The query took longer than it may. Narrow it, or raise"
          + " serving.query_timeout_seconds.";
    }
    return "The query can't be answered: "
        + message
        + ". The tables and their columns are listed by 'SHOW TABLES' and 'DESCRIBE TABLE'.";
  }

  /** DuckDB wraps an error of execution in one about the pending result; only the core helps. */
  private static String stripped(String message) {
    int inner = message.lastIndexOf("\nError: ");
    String core = inner < 0 ? message : message.substring(inner + "\nError: ".length());
    int line = core.indexOf("\n\nLINE ");
    String flat = (line < 0 ? core : core.substring(0, line)).replaceAll("\\s*\\n\\s*", " ");
    return flat.endsWith(".") ? flat.substring(0, flat.length() - 1) : flat;
  }

  /** " (line 1, column 9)" for an offset into the SQL, nothing where there is none. */
  static String place(String sql, int offset) {
    if (offset < 0 || offset > sql.length()) {
      return "";
    }
    String before = sql.substring(0, offset);
    long line = before.chars().filter(c -> c == '\n').count() + 1;
    int column = offset - before.lastIndexOf('\n');
    return " (line " + line + ", column " + column + ")";
  }
}
