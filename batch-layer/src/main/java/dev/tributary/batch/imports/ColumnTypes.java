package dev.tributary.batch.imports;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.regexp_extract;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Types a table's columns by content: a number only where every value's text is that number's own
 * form, so that 00123, 1e5 and +7 stay texts.
 */
final class ColumnTypes {

  /** What a BIGINT or DECIMAL prints as, which {@code -0} is not. */
  private static final String OWN_FORM = "^(?!-0(\\.0+)?$)-?(0|[1-9][0-9]*)(\\.[0-9]+)?$";

  private static final String PARTS = "^-?([0-9]+)\\.?([0-9]*)$";
  private static final int LONG_DIGITS = 18;
  private static final int DECIMAL_DIGITS = 38;
  private static final int FACTS_A_COLUMN = 4;

  private ColumnTypes() {}

  /** The SQL types of text columns, in their order. */
  static List<String> of(Dataset<Row> texts, List<String> names) {
    if (names.isEmpty()) {
      return List.of();
    }
    List<Column> facts = new ArrayList<>();
    for (String name : names) {
      Column text = quoted(name);
      facts.add(min(text.rlike(OWN_FORM)));
      facts.add(max(length(regexp_extract(text, PARTS, 1))));
      facts.add(max(length(regexp_extract(text, PARTS, 2))));
      facts.add(coalesce(max(text.contains(".")), lit(false)));
    }
    Row row =
        texts.agg(facts.get(0), facts.subList(1, facts.size()).toArray(Column[]::new)).first();
    List<String> types = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      types.add(type(row, i * FACTS_A_COLUMN));
    }
    return types;
  }

  /** A column by its name, whatever characters that has. */
  static Column quoted(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }

  private static String type(Row row, int at) {
    if (row.isNullAt(at) || !row.getBoolean(at)) {
      return "string";
    }
    int whole = row.getInt(at + 1);
    int scale = row.getInt(at + 2);
    if (!row.getBoolean(at + 3) && whole <= LONG_DIGITS) {
      return "bigint";
    }
    return whole + scale > DECIMAL_DIGITS
        ? "string"
        : "decimal(" + Math.max(whole + scale, LONG_DIGITS) + "," + scale + ")";
  }
}
