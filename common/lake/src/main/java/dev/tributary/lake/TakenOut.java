package dev.tributary.lake;

import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.delta.DeltaLog;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Until when rows may have been taken out of a table, and how many: a row that was stored before
 * and is missing was not necessarily lost.
 *
 * @param until when rows were last taken out, or before when the table's log does not tell
 * @param rows how many were taken out at most since the moment asked about; {@link #UNKNOWN_ROWS}
 *     where nobody knows
 * @param why what happened last, in words, without a full stop
 */
public record TakenOut(Instant until, long rows, String why) {

  public static final long UNKNOWN_ROWS = Removal.UNKNOWN;

  /**
   * What a version's log tells of the time from {@code since} on. It reads each commit of that
   * time, and lists the others: that is work for when something is missing.
   *
   * @return empty where no row was taken out since then
   */
  public static Optional<TakenOut> since(Lake lake, Table table, long version, Instant since) {
    DeltaLog log = DeltaLog.forTable(lake.spark(), lake.location(table));
    Optional<TakenOut> taken = Optional.empty();
    FileStatus oldest = null;
    var commits =
        CollectionConverters.asJava(log.getChangeLogFiles(0, version, Option.empty(), false));
    while (commits.hasNext()) {
      FileStatus commit = commits.next()._2();
      oldest = oldest == null ? commit : oldest;
      if (!Removal.kept(commit).isBefore(since)) {
        taken =
            both(
                taken,
                Removal.by(commit, log)
                    .filter(removal -> !removal.at().isBefore(since))
                    .map(removal -> takenOut(table, removal)));
      }
    }
    return oldest == null ? taken : both(taken, before(oldest, log, table, since));
  }

  /** What may be missing for the one reason or for the other. */
  public static Optional<TakenOut> both(Optional<TakenOut> one, Optional<TakenOut> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    TakenOut last = one.get().until.isAfter(other.get().until) ? one.get() : other.get();
    return Optional.of(
        new TakenOut(last.until, Removal.sum(one.get().rows, other.get().rows), last.why));
  }

  /**
   * How many rows commits after one version, up to another, took out at most, but for those that
   * put an older version in the place of the newest.
   *
   * @return {@link #UNKNOWN_ROWS} where one of them does not tell, or is not kept any more
   */
  public static long rows(Lake lake, Table table, long after, long upTo) {
    if (after >= upTo) {
      return 0;
    }
    DeltaLog log = DeltaLog.forTable(lake.spark(), lake.location(table));
    var commits =
        CollectionConverters.asJava(log.getChangeLogFiles(after + 1, upTo, Option.empty(), false));
    long rows = 0;
    long read = 0;
    while (commits.hasNext()) {
      rows =
          Removal.sum(
              rows,
              Removal.by(commits.next()._2(), log)
                  .filter(removal -> !removal.operation().equals("RESTORE"))
                  .map(Removal::rows)
                  .orElse(0L));
      read++;
    }
    return read < upTo - after ? UNKNOWN_ROWS : rows;
  }

  private static TakenOut takenOut(Table table, Removal removal) {
    return new TakenOut(
        removal.at(),
        removal.rows(),
        "rows were taken out of %s at %s (%s)"
            .formatted(table.tableName(), removal.at(), removal.operation()));
  }

  private static Optional<TakenOut> before(
      FileStatus oldest, DeltaLog log, Table table, Instant since) {
    if (Removal.kept(oldest).isBefore(since)) {
      return Optional.empty();
    }
    Instant beginning = Removal.at(oldest, log);
    return beginning.isBefore(since)
        ? Optional.empty()
        : Optional.of(
            new TakenOut(
                beginning,
                UNKNOWN_ROWS,
                "the log of %s does not tell what was taken out before %s"
                    .formatted(table.tableName(), beginning)));
  }
}
