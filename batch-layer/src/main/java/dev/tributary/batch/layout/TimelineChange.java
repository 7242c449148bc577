package dev.tributary.batch.layout;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How the table timeline becomes that of another raw log.
 *
 * @param rows all rows afterwards
 * @param fresh rows to add, where that is all there is to do
 * @param held in memory for it
 */
record TimelineChange(Kind kind, Dataset<Row> rows, Dataset<Row> fresh, List<Dataset<Row>> held) {

  enum Kind {
    /** The table is what it should be. */
    NONE,
    /** Rows come. */
    MORE,
    /** The table is written anew. */
    ANEW
  }

  static TimelineChange none(Dataset<Row> table) {
    return new TimelineChange(Kind.NONE, table, null, List.of());
  }

  static TimelineChange more(Dataset<Row> table, Dataset<Row> fresh, List<Dataset<Row>> held) {
    return new TimelineChange(Kind.MORE, table.unionByName(fresh), fresh, held);
  }

  static TimelineChange anew(Dataset<Row> rows, List<Dataset<Row>> held) {
    return new TimelineChange(Kind.ANEW, rows, null, held);
  }

  /** Lets go of what was held in memory. */
  void release() {
    held.forEach(Dataset::unpersist);
  }
}
