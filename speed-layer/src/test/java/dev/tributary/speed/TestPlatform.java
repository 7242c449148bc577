package dev.tributary.speed;

import dev.tributary.broker.BrokerOptions;
import dev.tributary.broker.EmbeddedBroker;
import dev.tributary.lake.LakeSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** The one Spark session of this module's tests, and real brokers. */
final class TestPlatform {

  private static SparkSession session;

  private TestPlatform() {}

  static synchronized SparkSession session() {
    if (session == null) {
      session =
          LakeSession.builder("speed-tests", temporary("spark"))
              .master("local[2]")
              .config("spark.sql.shuffle.partitions", "2")
              .getOrCreate();
    }
    return session;
  }

  static EmbeddedBroker broker(Path folder) {
    return EmbeddedBroker.start(new BrokerOptions(folder, 0));
  }

  private static Path temporary(String name) {
    try {
      return Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
