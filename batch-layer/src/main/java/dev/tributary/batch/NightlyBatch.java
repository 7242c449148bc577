package dev.tributary.batch;

import dev.tributary.batch.check.Clocks;
import dev.tributary.batch.fit.StoredFits;
import dev.tributary.batch.raw.RawLog;
import dev.tributary.batch.stage.Leftovers;
import dev.tributary.batch.stage.UnfinishedRun;
import dev.tributary.batch.stage.UnfinishedRuns;
import dev.tributary.batch.stage.WriterId;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.DataException;
import dev.tributary.core.config.LakeLocation;
import dev.tributary.core.config.OwnedDirectory;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.lake.FenceException;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * The recompute that decides final credit: reads the raw log at one version and publishes the days
 * asked for in one commit, or nothing.
 *
 * <p>A run that dies at any step leaves the old publication or the new one. The same run again, or
 * the same days again on an unchanged raw log, changes nothing.
 */
public final class NightlyBatch {

  private final Lake lake;
  private final DataDirectory data;
  private final Config config;
  private final Clock clock;
  private final Step.Listener listener;

  /** Runs on the tables of that data directory; the clock decides which days are over. */
  public NightlyBatch(SparkSession spark, DataDirectory data, Config config, Clock clock) {
    this(spark, data, config, clock, Step.Listener.NONE);
  }

  /** The same, telling how far it is. */
  public NightlyBatch(
      SparkSession spark, DataDirectory data, Config config, Clock clock, Step.Listener listener) {
    this.lake = new Lake(spark, LakeLocation.of(data, config));
    this.data = data;
    this.config = config;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Computes and, unless it is a dry run, publishes.
   *
   * @throws BatchRefusal when a day is not over, there is no raw log, or a check failed; what was
   *     published before still stands
   * @throws dev.tributary.core.config.DataException when another batch holds the data directory
   */
  public BatchSummary run(BatchRequest request) {
    requireReady(request, data, config, clock);
    try {
      return run(request, new StoredFits(lake).into(config));
    } catch (BatchRefusal | DataException | FenceException known) {
      throw known;
    } catch (RuntimeException thrown) {
      throw Mishap.of(thrown).map(RuntimeException.class::cast).orElse(thrown);
    } catch (Exception thrown) { // Spark's own, which Scala does not declare.
      throw Mishap.of(thrown).orElseGet(() -> Mishap.unnamed(thrown));
    }
  }

  private BatchSummary run(BatchRequest request, Config config) {
    RawLog raw = RawLog.open(lake, request.rawVersion());
    Clocks.requireReceived(request, raw.lastReceived(), config);
    try (ShuffleTasks tasks = ShuffleTasks.suiting(lake.spark(), raw.highWater().events())) {
      return run(request, config, raw);
    }
  }

  private BatchSummary run(BatchRequest request, Config config, RawLog raw) {
    if (request.purpose() == BatchRequest.Purpose.DRY_RUN) {
      return new BatchRun(lake, data, config, clock, listener, request, raw).compare();
    }
    try (OwnedDirectory claimed = OwnedDirectory.claim(data.lock("batch"), "batch")) {
      lake.createTables();
      // First, since the unfinished runs of a directory that was copied are not its own.
      WriterId.of(data, config);
      UnfinishedRuns runs = new UnfinishedRuns(data);
      Leftovers leftovers = new Leftovers(lake, config, clock, runs);
      Optional<UnfinishedRun> begun = leftovers.settle(request);
      listener.reached(Step.CLAIMED);
      RawLog pinned = begun.isPresent() ? RawLog.open(lake, begun.get().rawVersion()) : raw;
      Optional<BatchSummary> known =
          request.published() == BatchRequest.Published.AS_ASKED
              ? new AlreadyPublished(lake, config).by(request, pinned)
              : Optional.empty();
      return known
          .or(() -> run(request, config, pinned, leftovers, runs, begun))
          .or(
              () -> {
                // Days of it may have been published since, from a newer log than the one it read.
                leftovers.abandon(begun.orElseThrow());
                return run(request, config, raw, leftovers, runs, Optional.empty());
              })
          .orElseThrow();
    }
  }

  private Optional<BatchSummary> run(
      BatchRequest request,
      Config config,
      RawLog raw,
      Leftovers leftovers,
      UnfinishedRuns runs,
      Optional<UnfinishedRun> begun) {
    return new BatchRun(lake, data, config, clock, listener, request, raw)
        .publish(leftovers, runs, begun);
  }

  /**
   * Refuses what can be seen to fail before Spark is started.
   *
   * @throws BatchRefusal when a day is not over or there is no raw log
   */
  public static void requireReady(
      BatchRequest request, DataDirectory data, Config config, Clock clock) {
    ZoneId zone = config.value(ReportingSettings.TIME_ZONE);
    LocalDate today = LocalDate.now(clock.withZone(zone));
    if (!request.to().isBefore(today)) {
      throw BatchRefusal.usage(
          "The day "
              + request.to()
              + " is not over in the reporting time zone "
              + zone
              + ", where it is "
              + today
              + " now.",
          "Publish days up to "
              + today.minusDays(1)
              + "; until then the speed layer answers for it. If today is another day, set this"
              + " machine's clock.");
    }
    LakeLocation lake = LakeLocation.of(data, config);
    String rawLog = lake.table(Table.RAW_EVENTS.tableName());
    if (!lake.isRemote() && !Files.isDirectory(Path.of(rawLog))) {
      throw RawLog.nothingThere(rawLog);
    }
  }
}
