package dev.tributary.batch.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;

import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rows of a table that count: those of the publication that is current for their day. */
public final class CurrentRows {

  private CurrentRows() {}

  /**
   * Those of these days; none where nobody has written the table yet.
   *
   * @param day of a row of the table
   * @param publications the publication of each of the days
   */
  public static Dataset<Row> of(
      Lake lake, Table table, Column day, Map<LocalDate, String> publications) {
    if (publications.isEmpty() || !lake.exists(table)) {
      return lake.spark().createDataFrame(List.<Row>of(), Lake.definition(table));
    }
    List<String> pairs =
        publications.entrySet().stream().map(one -> one.getKey() + " " + one.getValue()).toList();
    return lake.read(table)
        // Files of other days and publications are not opened for the pairs.
        .where(day.isInCollection(publications.keySet()))
        .where(col("publication_id").isInCollection(Set.copyOf(publications.values())))
        .where(concat_ws(" ", day, col("publication_id")).isInCollection(pairs));
  }
}
