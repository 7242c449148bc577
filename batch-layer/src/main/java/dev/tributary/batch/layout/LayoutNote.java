package dev.tributary.batch.layout;

import dev.tributary.batch.Json;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a commit to a table of the layout says of itself. It is part of the commit, so a run that
 * dies leaves rows and note that belong together.
 *
 * @param source version of the table that it was made from
 * @param table which table that was: one that is deleted and made again is another
 * @param rules under which, see {@link LayoutRules}
 * @param base rows of a later generation than this one stand for those of their persons
 */
record LayoutNote(long source, String table, String rules, long base) {

  static Optional<LayoutNote> of(Optional<String> text) {
    return text.flatMap(Json::ifTexts)
        .filter(values -> values.containsKey("layout"))
        .map(
            values ->
                new LayoutNote(
                    Long.parseLong(values.get("source")),
                    values.get("table"),
                    values.get("rules"),
                    Long.parseLong(values.get("base"))));
  }

  /** Whether rows may be built upon that were made from that table under those rules. */
  boolean isOf(String table, String rules) {
    return this.table.equals(table) && this.rules.equals(rules);
  }

  /** Whether rows were added after the table was last written as a whole. */
  boolean hasLaterRows() {
    return source > base;
  }

  String json() {
    SortedMap<String, Object> values =
        new TreeMap<>(
            Map.of("layout", 1, "source", source, "table", table, "rules", rules, "base", base));
    return Json.write(values);
  }
}
