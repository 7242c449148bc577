package dev.tributary.batch;

import dev.tributary.lake.LakeSession;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** The one Spark session of this module's tests. */
final class TestSpark {

  private static SparkSession session;

  private TestSpark() {}

  static synchronized SparkSession session() {
    if (session == null) {
      session =
          LakeSession.builder("batch-tests", Path.of(System.getProperty("java.io.tmpdir")))
              .master("local[2]")
              .config("spark.sql.shuffle.partitions", "2")
              .getOrCreate();
    }
    return session;
  }
}
