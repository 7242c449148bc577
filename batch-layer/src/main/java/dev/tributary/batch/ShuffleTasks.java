package dev.tributary.batch;

import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;

/**
 * How many tasks a shuffle of the log has: as many as keep what one task holds the same, however
 * long the log is. In force until it is closed.
 */
final class ShuffleTasks implements AutoCloseable {

  private static final String PARTITIONS = "spark.sql.shuffle.partitions";

  /** Sorting so many takes about 130 MB of a task. */
  static final long EVENTS_OF_A_TASK = 250_000;

  private final RuntimeConfig settings;
  private final String before;

  private ShuffleTasks(RuntimeConfig settings, String before) {
    this.settings = settings;
    this.before = before;
  }

  /** Suits a session to a log of so many events; what spark-submit named stays. */
  static ShuffleTasks suiting(SparkSession spark, long events) {
    String before = spark.conf().get(PARTITIONS);
    if (System.getProperty(PARTITIONS) == null) {
      int cores = spark.sparkContext().defaultParallelism();
      spark.conf().set(PARTITIONS, tasks(events, cores));
    }
    return new ShuffleTasks(spark.conf(), before);
  }

  /** At least a task a core, and at least one for so many events. */
  static long tasks(long events, int cores) {
    return Math.max(cores, (events + EVENTS_OF_A_TASK - 1) / EVENTS_OF_A_TASK);
  }

  @Override
  public void close() {
    settings.set(PARTITIONS, before);
  }
}
