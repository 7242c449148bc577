package dev.tributary.benchmarks;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The same sweep in Spark's SQL, as windows over the files that the other peer laid out. */
final class SparkPeer {

  private final SparkSession spark;

  SparkPeer(SparkSession spark, DuckPeer laidOut) {
    this.spark = spark;
    for (String table : new String[] {"touchpoints", "conversions"}) {
      spark.read().parquet(laidOut.file(table).toString()).createOrReplaceTempView(table);
    }
  }

  /** Totals by day, channel and model. */
  Map<String, Long> sweep() {
    Map<String, Long> totals = new TreeMap<>();
    for (Row row : spark.sql(PeerSql.SPARK.totals(PeerSql.SPARK.credits())).collectAsList()) {
      String cell = row.getLong(0) + "|" + row.getString(1) + "|";
      for (int model = 0; model < PeerSql.MODELS.length; model++) {
        totals.put(cell + PeerSql.MODELS[model], row.getLong(2 + 2 * model));
        totals.put(cell + PeerSql.MODELS[model] + "|v", row.getLong(3 + 2 * model));
      }
    }
    return totals;
  }
}
