package dev.tributary.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.RemoveFile;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The rows of the files that a table gained and lost between two of its versions. Compaction, which
 * changes no row, does not count. A file is lost whole when one of its rows is deleted, so {@code
 * lost} and {@code gained} may share rows: they say where to look, not what differs.
 *
 * @param gained rows of the files that came
 * @param lost rows of the files that went
 */
public record TableChanges(Dataset<Row> gained, Dataset<Row> lost, Kind kind) {

  /** Whether rows came or went. */
  public enum Kind {
    /** The rows are the same. */
    NONE,
    /** Rows only came. */
    GROWN,
    /** Rows came, went or changed. */
    REWRITTEN
  }

  /**
   * What happened after version {@code from}, up to {@code to}.
   *
   * @return empty where the table's log or its files no longer tell
   */
  static Optional<TableChanges> between(SparkSession spark, String location, long from, long to) {
    DeltaLog log = DeltaLog.forTable(spark, location);
    Map<String, AddFile> gained = new LinkedHashMap<>();
    Set<String> lost = new HashSet<>();
    long expected = from + 1;
    var commits = CollectionConverters.asJava(log.getChanges(from + 1, to, Option.empty(), false));
    while (commits.hasNext()) {
      Tuple2<Object, Seq<Action>> commit = commits.next();
      if ((long) commit._1() != expected++) {
        return Optional.empty();
      }
      CollectionConverters.asJava(commit._2()).forEach(action -> count(action, gained, lost));
    }
    if (expected != to + 1) {
      return Optional.empty();
    }
    return changes(log, from, to, gained.values(), lost);
  }

  private static void count(Action action, Map<String, AddFile> gained, Set<String> lost) {
    if (action instanceof AddFile file && file.dataChange()) {
      gained.put(file.path(), file);
    } else if (action instanceof RemoveFile file
        && file.dataChange()
        && gained.remove(file.path()) == null) {
      lost.add(file.path());
    }
  }

  private static Optional<TableChanges> changes(
      DeltaLog log, long from, long to, Collection<AddFile> gained, Set<String> lost) {
    List<AddFile> gone = new ArrayList<>();
    Snapshot after = snapshot(log, to);
    if (!lost.isEmpty()) {
      Map<String, AddFile> before = new HashMap<>();
      snapshot(log, from).allFiles().collectAsList().forEach(f -> before.put(f.path(), f));
      if (!before.keySet().containsAll(lost)) {
        return Optional.empty();
      }
      lost.forEach(path -> gone.add(before.get(path)));
    }
    if (!allThere(log, gained) || !allThere(log, gone)) {
      return Optional.empty();
    }
    return Optional.of(
        new TableChanges(rows(log, after, gained), rows(log, after, gone), kind(gained, gone)));
  }

  private static Kind kind(Collection<AddFile> gained, List<AddFile> gone) {
    if (!gone.isEmpty()) {
      return Kind.REWRITTEN;
    }
    return gained.isEmpty() ? Kind.NONE : Kind.GROWN;
  }

  /** Whether the files of a version are there; those that a newer one has as well surely are. */
  static boolean holds(SparkSession spark, String location, long version, long newest) {
    DeltaLog log = DeltaLog.forTable(spark, location);
    Map<String, AddFile> files = new HashMap<>();
    snapshot(log, version).allFiles().collectAsList().forEach(f -> files.put(f.path(), f));
    snapshot(log, newest).allFiles().collectAsList().forEach(f -> files.remove(f.path()));
    return allThere(log, files.values());
  }

  private static Snapshot snapshot(DeltaLog log, long version) {
    return log.getSnapshotAt(version, Option.empty(), Option.empty(), false);
  }

  private static Dataset<Row> rows(DeltaLog log, Snapshot schema, Collection<AddFile> files) {
    return log.createDataFrame(
        schema, CollectionConverters.asScala(List.copyOf(files)).toSeq(), false, Option.empty());
  }

  private static boolean allThere(DeltaLog log, Collection<AddFile> files) {
    try {
      for (AddFile file : files) {
        Path path = new Path(log.dataPath(), new Path(java.net.URI.create(file.path())));
        if (!path.getFileSystem(log.newDeltaHadoopConf()).exists(path)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
