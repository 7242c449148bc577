package dev.tributary.lake;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.delta.tables.DeltaTable;
import java.time.Instant;
import org.apache.spark.sql.Row;

/** What commits to {@code attribution} have said, as far back as its log reaches. */
final class FenceHistory {

  private final DeltaTable table;

  FenceHistory(Lake lake) {
    this.table = DeltaTable.forPath(lake.spark(), lake.location(Table.ATTRIBUTION));
  }

  /**
   * Whether a commit named that publication. Delta lets go of commits after a month: what is older
   * is believed to have been published, since nothing says otherwise any more.
   *
   * @param recorded when the publication was written down
   */
  boolean names(String publicationId, Instant recorded) {
    Row history =
        table
            .history()
            .agg(
                max(
                    coalesce(
                        col("userMetadata").contains("\"" + publicationId + "\""), lit(false))),
                min("version"),
                min("timestamp"))
            .first();
    boolean reachesBack =
        history.getLong(1) == 0 || !recorded.isBefore(history.getTimestamp(2).toInstant());
    return history.getBoolean(0) || !reachesBack;
  }
}
