package dev.tributary.batch;

import dev.tributary.lake.Lake;
import dev.tributary.lake.LakeSession;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** The one Spark session of a process of this module's tests. */
public final class TestSpark {

  private static SparkSession session;
  private static Path emptyTables;

  private TestSpark() {}

  /** A lake folder with all tables and no row, made once. */
  static synchronized Path emptyTables() {
    if (emptyTables == null) {
      Path folder = scratch().resolve("empty-tables-" + ProcessHandle.current().pid());
      new Lake(session(), folder).createTables();
      emptyTables = folder;
    }
    return emptyTables;
  }

  public static synchronized SparkSession session() {
    if (session == null) {
      session =
          LakeSession.builder("batch-tests", scratch())
              .master("local[2]")
              .config("spark.sql.shuffle.partitions", "2")
              .getOrCreate();
    }
    return session;
  }

  static Path scratch() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }
}
