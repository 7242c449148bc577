package dev.tributary.lake;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** The one Spark session of this module's tests. */
final class TestLake {

  private static SparkSession session;

  private TestLake() {}

  static synchronized SparkSession session() {
    if (session == null) {
      session =
          LakeSession.builder("lake-tests", Path.of(System.getProperty("java.io.tmpdir")))
              .master("local[2]")
              .config("spark.sql.shuffle.partitions", "2")
              .getOrCreate();
    }
    return session;
  }
}
