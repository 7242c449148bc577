package dev.tributary.lake;

import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.CommitInfo;
import org.apache.spark.sql.delta.actions.RemoveFile;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** What the last commit that changed a table's rows said of itself. */
final class TableNotes {

  private TableNotes() {}

  /** Empty where that commit said nothing, or its place in the log is gone. */
  static Optional<String> newest(SparkSession spark, String location, long version) {
    DeltaLog log = DeltaLog.forTable(spark, location);
    for (long at = version; at >= 0; at--) {
      var commit = CollectionConverters.asJava(log.getChanges(at, at, Option.empty(), false));
      if (!commit.hasNext()) {
        return Optional.empty();
      }
      Optional<String> note = Optional.empty();
      boolean changed = false;
      for (Action action : CollectionConverters.asJava(commit.next()._2())) {
        changed |= action instanceof AddFile added && added.dataChange();
        changed |= action instanceof RemoveFile removed && removed.dataChange();
        if (action instanceof CommitInfo info && info.userMetadata().isDefined()) {
          note = Optional.of(info.userMetadata().get());
        }
      }
      if (changed || note.isPresent()) {
        return note;
      }
    }
    return Optional.empty();
  }
}
