package dev.tributary.batch.imports;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import io.delta.tables.DeltaTable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Tables whose rows are replaced by key. */
enum Replacing {
  SPEND(Table.SPEND, List.of("day", "source", "campaign"), List.of("cost_minor", "currency")),
  RATES(Table.FX_RATES, List.of("day", "base", "quote"), List.of("rate"));

  private final Table table;
  private final List<String> key;
  private final List<String> said;

  /**
   * @param key columns that name a row; null is a value like any other
   * @param said columns that a row says
   */
  Replacing(Table table, List<String> key, List<String> said) {
    this.table = table;
    this.key = key;
    this.said = said;
  }

  Table table() {
    return table;
  }

  /**
   * Puts rows in, each in the place of the one with its key.
   *
   * @return how many said something that the table did not; only these are written
   */
  long replace(Lake lake, Dataset<Row> rows) {
    Dataset<Row> known = lake.read(table).alias("known");
    Column same = equal(key, "known", "given").and(equal(said, "known", "given"));
    Dataset<Row> news = rows.alias("given").join(known, same, "left_anti").persist();
    try {
      long count = news.count();
      if (count > 0) {
        DeltaTable.forPath(lake.spark(), lake.location(table))
            .alias("known")
            .merge(news.alias("given"), equal(key, "known", "given"))
            .whenMatched()
            .updateAll()
            .whenNotMatched()
            .insertAll()
            .execute();
      }
      return count;
    } finally {
      news.unpersist();
    }
  }

  private static Column equal(List<String> columns, String one, String other) {
    Column all = lit(true);
    for (String column : columns) {
      all = all.and(col(one + "." + column).eqNullSafe(col(other + "." + column)));
    }
    return all;
  }
}
