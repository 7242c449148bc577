package dev.tributary.lake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.CommitInfo;
import org.apache.spark.sql.delta.actions.RemoveFile;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A commit that took rows out of a table. Compaction, which changes no row, and UPDATE, which keeps
 * it, take none out.
 *
 * @param rows how many at most: {@link #UNKNOWN} where the commit does not tell
 */
record Removal(Instant at, String operation, long rows) {

  static final long UNKNOWN = Long.MAX_VALUE;

  /** Where an operation says how many rows it deleted, in Spark's writer and in delta-rs's. */
  private static final Map<String, List<String>> COUNTED =
      Map.of(
          "DELETE", List.of("numDeletedRows", "num_deleted_rows"),
          "MERGE", List.of("numTargetRowsDeleted", "num_target_rows_deleted"));

  /** What a commit took out; empty where that is nothing. */
  static Optional<Removal> by(FileStatus commit, DeltaLog log) {
    boolean removed = false;
    CommitInfo info = null;
    for (Action action : actions(commit, log)) {
      if (action instanceof RemoveFile file && file.dataChange()) {
        removed = true;
      } else if (action instanceof CommitInfo told) {
        info = told;
      }
    }
    String operation = info == null ? "an operation without a name" : info.operation();
    if (!removed || operation.equals("UPDATE")) {
      return Optional.empty();
    }
    return Optional.of(new Removal(at(commit, info), operation, rows(info)));
  }

  /**
   * When a commit was made: by the clock of who keeps its file or of who wrote it, whichever says
   * earlier. The former is that of the copy where a table was copied.
   */
  static Instant at(FileStatus commit, DeltaLog log) {
    for (Action action : actions(commit, log)) {
      if (action instanceof CommitInfo info) {
        return at(commit, info);
      }
    }
    return kept(commit);
  }

  /** The clock of who keeps the file: of a log that was copied it is later, never earlier. */
  static Instant kept(FileStatus commit) {
    return Instant.ofEpochMilli(commit.getModificationTime());
  }

  static long sum(long some, long others) {
    return some > UNKNOWN - others ? UNKNOWN : some + others;
  }

  private static Instant at(FileStatus commit, CommitInfo info) {
    Instant kept = kept(commit);
    return info == null || info.timestamp() == null || kept.isBefore(info.timestamp().toInstant())
        ? kept
        : info.timestamp().toInstant();
  }

  /** What its operation counted; an overwrite, say, counts files only. */
  private static long rows(CommitInfo info) {
    if (info == null || info.operationMetrics().isEmpty()) {
      return UNKNOWN;
    }
    Map<String, String> metrics = CollectionConverters.asJava(info.operationMetrics().get());
    return COUNTED.getOrDefault(info.operation(), List.of()).stream()
        .map(metrics::get)
        .filter(told -> told != null && told.matches("\\d{1,18}"))
        .findFirst()
        .map(Long::valueOf)
        .orElse(UNKNOWN);
  }

  private static Iterable<Action> actions(FileStatus commit, DeltaLog log) {
    return CollectionConverters.asJava(log.store().read(commit, log.newDeltaHadoopConf())).stream()
            .map(Action::fromJson)
        ::iterator;
  }
}
