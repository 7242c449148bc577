package dev.tributary.batch.imports;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.max;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts the marked results of one file by row. */
final class Tally {

  private static final int PROBLEMS_TOLD = 5;

  private Tally() {}

  static ImportSummary of(String file, Dataset<Row> marked) {
    Column rejected = col("outcome").equalTo(RowResult.REJECTED);
    Column admitted = col("outcome").equalTo(RowResult.ADMITTED);
    Dataset<Row> byRow =
        marked
            .groupBy("row")
            .agg(
                max(rejected).as("rejected"),
                max(admitted).as("admitted"),
                count_if(admitted.and(col("new"))).as("events"));
    Column skipped = col("rejected").or(col("admitted")).equalTo(false);
    Column taken = col("rejected").equalTo(false).and(col("admitted"));
    Row counts =
        byRow
            .agg(
                count("row"),
                count_if(taken.and(col("events").gt(0))),
                count_if(col("rejected")),
                count_if(skipped),
                count_if(taken.and(col("events").equalTo(0))),
                org.apache.spark.sql.functions.sum("events"))
            .first();
    return new ImportSummary(
        file,
        counts.getLong(0),
        counts.getLong(1),
        counts.getLong(2),
        counts.getLong(3),
        counts.getLong(4),
        counts.isNullAt(5) ? 0 : counts.getLong(5),
        reasons(marked),
        problems(marked));
  }

  private static SortedMap<String, Long> reasons(Dataset<Row> marked) {
    SortedMap<String, Long> reasons = new TreeMap<>();
    List<Row> counted =
        marked
            .where(col("reason").isNotNull())
            .groupBy("reason")
            .agg(countDistinct("row"))
            .collectAsList();
    counted.forEach(row -> reasons.put(row.getString(0), row.getLong(1)));
    return reasons;
  }

  private static List<String> problems(Dataset<Row> marked) {
    return marked
        .where(col("outcome").equalTo(RowResult.REJECTED))
        .orderBy("row", "sequence")
        .limit(PROBLEMS_TOLD)
        .select("problem", "remedy")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0) + " " + row.getString(1))
        .toList();
  }
}
