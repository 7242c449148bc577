package dev.tributary.lake;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The one way to a Spark session: Delta on a local disk or S3, quiet, in UTC. */
public final class LakeSession {

  private LakeSession() {}

  /** A builder for tables on a local disk; see the other. */
  public static SparkSession.Builder builder(String application, Path scratch) {
    return builder(application, scratch, Config.defaults());
  }

  /**
   * A builder with everything that our tables rely on; add what is particular to a caller, then
   * {@code getOrCreate()}.
   *
   * @param application the name in Spark's logs
   * @param scratch folder for shuffle and spill files; created where it is not there
   * @param config says how S3 is reached
   * @throws DataException when the folder can't be written: Spark would end the process over it
   */
  public static SparkSession.Builder builder(String application, Path scratch, Config config) {
    Path ours = scratchOfThisProcess(scratch);
    SparkSession.Builder builder = SparkSession.builder().appName(application);
    tables(builder);
    Map<String, String> suited = new LinkedHashMap<>(machine(scratch, ours));
    suited.putAll(S3Access.of(config, scratch));
    // spark-submit knows its cluster better: what it names stays as it is.
    suited.forEach((key, value) -> builder.config(key, System.getProperty(key, value)));
    return builder;
  }

  private static Path scratchOfThisProcess(Path scratch) {
    try {
      return SparkScratch.in(scratch.resolve("spark"));
    } catch (IOException e) {
      throw new DataException(
          "The data directory can't be written: "
              + e
              + ". Make it writable and leave room on its disk, or choose another with --data.",
          e);
    }
  }

  private static void tables(SparkSession.Builder builder) {
    builder
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        // Batch, import and speed are processes of their own on the same tables.
        .config("spark.delta.logStore.file.impl", LocalLogStore.class.getName())
        .config("spark.delta.logStore.s3a.impl", S3LogStore.class.getName())
        // Readers other than Spark fail on deletion vectors.
        .config("spark.databricks.delta.properties.defaults.enableDeletionVectors", "false")
        // Parquet's old INT96 times carry no statistics and are not read everywhere.
        .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
        // Every time in our tables is an instant; shown in one zone on every machine.
        .config("spark.sql.session.timeZone", "UTC");
  }

  /** Whether spark-submit brought us to executors elsewhere. */
  private static boolean onCluster() {
    String master = System.getProperty("spark.master");
    return master != null && !master.startsWith("local");
  }

  /**
   * By itself a run uses this machine. On a cluster Spark's own answers to these are better: tasks
   * by its size, and an address of the driver that executors can reach.
   */
  private static Map<String, String> alone() {
    int cores = Runtime.getRuntime().availableProcessors();
    Map<String, String> settings = new LinkedHashMap<>();
    // Three streaming lanes share a session: a task of one must not wait until another's ends.
    settings.put("spark.master", "local[" + Math.max(4, cores) + "]");
    // 200 tasks a shuffle are made for a cluster; a task a core is enough here.
    settings.put("spark.sql.shuffle.partitions", Integer.toString(Math.max(2, cores)));
    settings.put("spark.default.parallelism", Integer.toString(Math.max(2, cores)));
    // Nothing of Spark listens on another interface than this machine's own.
    settings.put("spark.driver.host", "127.0.0.1");
    settings.put("spark.driver.bindAddress", "127.0.0.1");
    return settings;
  }

  private static Map<String, String> machine(Path scratch, Path ours) {
    Map<String, String> settings = new LinkedHashMap<>(onCluster() ? Map.of() : alone());
    // A table's log is small, and each task that reads it costs more than that: the fallback of 50
    // takes seconds on a small machine, and two took a quarter of a small night's processor time.
    settings.put("spark.databricks.delta.snapshotPartitions", "1");
    // VACUUM and partition listing would otherwise start up to 10,000 tasks.
    settings.put("spark.sql.sources.parallelPartitionDiscovery.parallelism", "4");
    // What a run holds for several readings is mostly text, and a disk is slower than packing it.
    settings.put("spark.rdd.compress", "true");
    settings.put("spark.ui.enabled", "false");
    // Standard output and error belong to our own messages.
    settings.put("spark.ui.showConsoleProgress", "false");
    settings.put("spark.log.level", "ERROR");
    // Spark must leave nothing in the working directory or the system's temporary folder.
    settings.put("spark.local.dir", ours.toString());
    settings.put("spark.sql.warehouse.dir", scratch.resolve("warehouse").toUri().toString());
    settings.put("spark.sql.catalogImplementation", "in-memory");
    // Lanes and commits use several hundred pieces of generated code again and again; with the
    // fallback of 100 they push each other out and are compiled anew in every batch.
    settings.put("spark.sql.codegen.cache.maxEntries", "2000");
    // Spark describes each query in words, for an interface that is off: plans over wide rows are
    // so long that this took a fifteenth of a small night's processor time.
    settings.put("spark.sql.ui.explainMode", "simple");
    settings.put("spark.sql.debug.maxToStringFields", "1");
    // HotSpot never compiles a longer method. One for a whole stage that encodes a journey, or an
    // order with its credit, would be longer; told so, Spark writes several.
    settings.put("spark.sql.codegen.hugeMethodLimit", "8000");
    // Of several arrivals the first is kept, and most keys have one: to sort before events move as
    // well as after gains nothing.
    settings.put("spark.sql.optimizer.windowGroupLimitThreshold", "-1");
    // Small batches run for days: keep no history of jobs and queries in memory.
    settings.put("spark.ui.retainedJobs", "20");
    settings.put("spark.ui.retainedStages", "20");
    settings.put("spark.ui.retainedTasks", "100");
    settings.put("spark.sql.ui.retainedExecutions", "5");
    return settings;
  }
}
