package dev.tributary.serving.lake;

import dev.tributary.core.config.Distance;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says of a column that is not there which one was meant, or in which table it is. */
final class MissingColumn {

  private MissingColumn() {}

  /**
   * The sentence for a column that was named with its table or alias.
   *
   * @param owner a table, an alias of one, or the name of an inner query
   */
  static String of(String owner, String column, String sql) {
    return owned(owner, sql)
        .map(table -> in(List.of(table), column, sql))
        .orElseGet(
            () -> elsewhere(column, " in " + owner, sql).orElseGet(() -> plain(column, sql)));
  }

  /** The sentence for a column that was named alone. */
  static String anywhere(String column, String sql) {
    return elsewhere(column, " where the query names it", sql).orElseGet(() -> plain(column, sql));
  }

  private static String plain(String column, String sql) {
    return in(Mentions.of(sql), column, sql);
  }

  private static String in(Collection<LakeTable> tables, String column, String sql) {
    List<String> columns =
        (tables.isEmpty() ? Arrays.asList(LakeTable.values()) : tables)
            .stream().flatMap(table -> names(table).stream()).distinct().toList();
    String others = having(column, sql);
    return "There is no column '"
        + column
        + "'"
        + (tables.isEmpty() ? "" : " in " + wires(tables, " or "))
        + (others.isEmpty()
            ? Distance.hint(column.toLowerCase(Locale.ROOT), columns)
            : "; " + others)
        + ". 'DESCRIBE "
        + tables.stream().map(LakeTable::wire).findFirst().orElse("attribution")
        + "' lists the columns; a text stands in single quotes.";
  }

  /** Where a table of the query has it, though what is selected from has not. */
  private static Optional<String> elsewhere(String column, String where, String sql) {
    String others = having(column, sql);
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "There is no column '"
                + column
                + "'"
                + where
                + ", though "
                + others
                + ": read it from there, or let the inner query select it too.");
  }

  /** {@code a and b have it}; empty where no table of the query does. */
  private static String having(String column, String sql) {
    List<LakeTable> having =
        Mentions.of(sql).stream()
            .filter(table -> names(table).contains(column.toLowerCase(Locale.ROOT)))
            .toList();
    return having.isEmpty()
        ? ""
        : wires(having, " and ") + (having.size() == 1 ? " has it" : " have it");
  }

  /** The table of that name or alias. */
  private static Optional<LakeTable> owned(String owner, String sql) {
    return Mentions.of(sql).stream()
        .filter(
            table ->
                table.wire().equalsIgnoreCase(owner)
                    || Pattern.compile(
                            "(?i)\\b"
                                + table.wire()
                                + "\\s+(as\\s+)?"
                                + Pattern.quote(owner)
                                + "\\b")
                        .matcher(sql)
                        .find())
        .findFirst();
  }

  private static List<String> names(LakeTable table) {
    return table.columns().stream().map(LakeTable.Column::name).toList();
  }

  private static String wires(Collection<LakeTable> tables, String joined) {
    return tables.stream().map(LakeTable::wire).collect(Collectors.joining(joined));
  }
}
