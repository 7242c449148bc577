package dev.tributary.lake;

import dev.tributary.core.config.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** The one way to a Spark session: Delta on a local disk, quiet, in UTC. */
public final class LakeSession {

  private LakeSession() {}

  /**
   * A builder with everything that our tables rely on; add what is particular to a caller, then
   * {@code getOrCreate()}.
   *
   * @param application the name in Spark's logs
   * @param scratch folder for shuffle and spill files; created where it is not there
   * @throws DataException when the folder can't be written: Spark would end the process over it
   */
  public static SparkSession.Builder builder(String application, Path scratch) {
    requireWritable(scratch);
    SparkSession.Builder builder = SparkSession.builder().appName(application);
    // spark-submit names the master of a cluster; by itself a run uses this machine.
    builder.config("spark.master", System.getProperty("spark.master", "local[" + slots() + "]"));
    tables(builder);
    machine(builder, scratch);
    return builder;
  }

  private static void requireWritable(Path scratch) {
    try {
      Files.createDirectories(scratch);
      Files.delete(Files.createTempFile(scratch, "writable", null));
    } catch (IOException e) {
      throw new DataException(
          "The data directory can't be written: "
              + e
              + ". Make it writable and leave room on its disk, or choose another with --data.",
          e);
    }
  }

  /** Three streaming lanes share a session: a task of one must not wait until another's ends. */
  private static int slots() {
    return Math.max(4, Runtime.getRuntime().availableProcessors());
  }

  private static void tables(SparkSession.Builder builder) {
    builder
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        // Batch, import and speed are processes of their own on the same tables.
        .config("spark.delta.logStore.file.impl", LocalLogStore.class.getName())
        // Readers other than Spark fail on deletion vectors.
        .config("spark.databricks.delta.properties.defaults.enableDeletionVectors", "false")
        // Parquet's old INT96 times carry no statistics and are not read everywhere.
        .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
        // Every time in our tables is an instant; shown in one zone on every machine.
        .config("spark.sql.session.timeZone", "UTC")
        // The fallback of 50 tasks to read a table's log takes seconds on a small machine.
        .config("spark.databricks.delta.snapshotPartitions", "2")
        // VACUUM and partition listing would otherwise start up to 10,000 tasks.
        .config("spark.sql.sources.parallelPartitionDiscovery.parallelism", "4");
  }

  private static void machine(SparkSession.Builder builder, Path scratch) {
    int cores = Runtime.getRuntime().availableProcessors();
    builder
        // 200 tasks a shuffle are made for a cluster; a task a core is enough here.
        .config("spark.sql.shuffle.partitions", Integer.toString(Math.max(2, cores)))
        .config("spark.default.parallelism", Integer.toString(Math.max(2, cores)))
        // Nothing of Spark listens on another interface than this machine's own.
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        // Standard output and error belong to our own messages.
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.log.level", "ERROR")
        // Spark must leave nothing in the working directory or the system's temporary folder.
        .config("spark.local.dir", scratch.resolve("spark").toString())
        .config("spark.sql.warehouse.dir", scratch.resolve("warehouse").toUri().toString())
        .config("spark.sql.catalogImplementation", "in-memory")
        // Lanes and commits use several hundred pieces of generated code again and again; with the
        // fallback of 100 they push each other out and are compiled anew in every batch.
        .config("spark.sql.codegen.cache.maxEntries", "2000")
        // Small batches run for days: keep no history of jobs and queries in memory.
        .config("spark.ui.retainedJobs", "20")
        .config("spark.ui.retainedStages", "20")
        .config("spark.ui.retainedTasks", "100")
        .config("spark.sql.ui.retainedExecutions", "5");
  }
}
