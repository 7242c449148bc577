package dev.tributary.serving.lake;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Which tables a query may read, so that the logs of the others need not be opened. */
final class Mentions {

  private Mentions() {}

  /** Every table whose name stands in the text; all of them where a name could be computed. */
  static Set<LakeTable> of(String sql) {
    String text = sql.toLowerCase(Locale.ROOT);
    if (text.contains("query") || text.contains("snapshot")) {
      // query() and query_table() take names put together at run time; helpers read any table.
      return EnumSet.allOf(LakeTable.class);
    }
    Set<LakeTable> named = EnumSet.noneOf(LakeTable.class);
    for (LakeTable table : LakeTable.values()) {
      if (text.contains(table.wire())) {
        named.add(table);
      }
    }
    if (named.contains(LakeTable.AWAITING_RESTATEMENT)) {
      named.addAll(Set.of(LakeTable.RAW_EVENTS, LakeTable.CONVERSIONS));
    }
    return named;
  }
}
