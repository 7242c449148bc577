package dev.tributary.lake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.CommitInfo;
import org.apache.spark.sql.delta.actions.RemoveFile;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Until when rows may have been taken out of a table: a row that was stored before and is missing
 * was not necessarily lost. Compaction, which changes no row, and UPDATE, which keeps it, do not
 * count.
 *
 * @param until when rows were last taken out, or before when the table's log does not tell
 * @param why the same in words, without a full stop
 */
public record TakenOut(Instant until, String why) {

  /**
   * What a version's log tells of the time from {@code since} on. It reads each commit of that
   * time, from the newest back to the first that took rows out, and lists the others: that is work
   * for when something is missing.
   *
   * @return empty where no row was taken out since then
   */
  public static Optional<TakenOut> since(Lake lake, Table table, long version, Instant since) {
    DeltaLog log = DeltaLog.forTable(lake.spark(), lake.location(table));
    List<FileStatus> asked = new ArrayList<>();
    Instant oldest = null;
    var commits =
        CollectionConverters.asJava(log.getChangeLogFiles(0, version, Option.empty(), false));
    while (commits.hasNext()) {
      FileStatus commit = commits.next()._2();
      oldest = oldest == null ? at(commit) : oldest;
      if (!at(commit).isBefore(since)) {
        asked.add(commit);
      }
    }
    asked.sort(Comparator.comparing(TakenOut::at).reversed());
    for (FileStatus commit : asked) {
      Optional<TakenOut> taken = by(commit, log, table);
      if (taken.isPresent()) {
        return taken;
      }
    }
    return Optional.ofNullable(oldest)
        .filter(beginning -> !beginning.isBefore(since))
        .map(beginning -> new TakenOut(beginning, unknownBefore(table, beginning)));
  }

  private static Optional<TakenOut> by(FileStatus commit, DeltaLog log, Table table) {
    boolean removed = false;
    String operation = "an operation without a name";
    for (String line : lines(commit, log)) {
      Action action = Action.fromJson(line);
      removed |= action instanceof RemoveFile file && file.dataChange();
      if (action instanceof CommitInfo info) {
        operation = info.operation();
      }
    }
    return removed && !operation.equals("UPDATE")
        ? Optional.of(new TakenOut(at(commit), takenOut(table, at(commit), operation)))
        : Optional.empty();
  }

  private static Iterable<String> lines(FileStatus commit, DeltaLog log) {
    return CollectionConverters.asJava(log.store().read(commit, log.newDeltaHadoopConf()));
  }

  /** By the clock of who keeps the files: of a log that was copied it is later, never earlier. */
  private static Instant at(FileStatus commit) {
    return Instant.ofEpochMilli(commit.getModificationTime());
  }

  private static String takenOut(Table table, Instant at, String operation) {
    return "rows were taken out of %s at %s (%s)".formatted(table.tableName(), at, operation);
  }

  private static String unknownBefore(Table table, Instant beginning) {
    return "the log of %s does not tell what was taken out before %s"
        .formatted(table.tableName(), beginning);
  }
}
