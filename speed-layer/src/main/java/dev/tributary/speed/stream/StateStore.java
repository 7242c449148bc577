package dev.tributary.speed.stream;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.SpeedSettings;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;

/** A session whose streaming queries keep their state in RocksDB. */
public final class StateStore {

  private static final String ROCKSDB = "spark.sql.streaming.stateStore.rocksdb.";

  private StateStore() {}

  /** A session of its own on the same engine, so that no setting here touches other users. */
  public static SparkSession session(SparkSession engine, Config config) {
    SparkSession session = engine.newSession();
    RuntimeConfig conf = session.conf();
    conf.set("spark.sql.shuffle.partitions", config.value(SpeedSettings.STATE_PARTITIONS));
    conf.set(
        "spark.sql.streaming.stateStore.providerClass",
        "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider");
    // A batch then uploads what changed, not a whole snapshot: a third of the latency.
    conf.set(ROCKSDB + "changelogCheckpointing.enabled", true);
    // All stores of this process share one bound; otherwise each grows by itself.
    conf.set(ROCKSDB + "boundedMemoryUsage", true);
    conf.set(ROCKSDB + "maxMemoryUsageMB", 256);
    // Counting rows costs a read for each write, and nobody looks at the number.
    conf.set(ROCKSDB + "trackTotalNumberOfRows", false);
    // Fields can then be added to what is kept without losing it.
    conf.set("spark.sql.streaming.stateStore.encodingFormat", "avro");
    // Without timers a batch without data would do nothing.
    conf.set("spark.sql.streaming.noDataMicroBatches.enabled", false);
    // Looking for new messages every 10 ms keeps a core busy when nothing comes.
    conf.set("spark.sql.streaming.pollingDelay", "25ms");
    // Plans of small batches gain nothing from being changed on the way.
    conf.set("spark.sql.adaptive.enabled", false);
    // A stop waits for the batch in hand, but not for ever.
    conf.set("spark.sql.streaming.stopTimeout", "30s");
    return session;
  }
}
