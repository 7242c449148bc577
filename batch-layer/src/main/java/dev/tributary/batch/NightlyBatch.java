package dev.tributary.batch;

import dev.tributary.batch.check.Clocks;
import dev.tributary.batch.fit.StoredFits;
import dev.tributary.batch.publish.PublicationRow;
import dev.tributary.batch.publish.Publications;
import dev.tributary.batch.publish.Publisher;
import dev.tributary.batch.raw.RawLog;
import dev.tributary.batch.stage.Leftovers;
import dev.tributary.batch.stage.UnfinishedRun;
import dev.tributary.batch.stage.UnfinishedRuns;
import dev.tributary.batch.version.ModelVersions;
import dev.tributary.batch.version.RuleFingerprint;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.DataException;
import dev.tributary.core.config.LakeLocation;
import dev.tributary.core.config.OwnedDirectory;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.FenceException;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
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
      UnfinishedRuns runs = new UnfinishedRuns(data);
      Leftovers leftovers = new Leftovers(lake, config, clock, runs);
      Optional<UnfinishedRun> begun = leftovers.settle(request);
      listener.reached(Step.CLAIMED);
      RawLog pinned = begun.isPresent() ? RawLog.open(lake, begun.get().rawVersion()) : raw;
      Optional<BatchSummary> known = alreadyPublished(request, pinned, config);
      return known.isPresent()
          ? known.get()
          : new BatchRun(lake, data, config, clock, listener, request, pinned)
              .publish(leftovers, runs, begun);
    }
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

  private Optional<BatchSummary> alreadyPublished(BatchRequest request, RawLog raw, Config config) {
    Publications publications = new Publications(lake);
    PublicationNote now = new Publisher(lake).current();
    if (request.runId() != null) {
      return publications.ofRun(request.runId()).map(row -> sameRun(request, row, now));
    }
    TreeSet<String> current = new TreeSet<>();
    for (LocalDate day = request.from(); !day.isAfter(request.to()); day = day.plusDays(1)) {
      String publication = now.days().get(day);
      if (publication == null) {
        return Optional.empty();
      }
      current.add(publication);
    }
    String rules = RuleFingerprint.of(config);
    String models = ModelVersions.json(config);
    List<PublicationRow> rows = publications.named(current);
    boolean same =
        rows.stream()
            .allMatch(
                row ->
                    computed(row, now, request)
                        && row.rawVersion() == raw.version()
                        && row.ruleVersion().equals(rules)
                        && row.modelVersions().equals(models));
    return same ? Optional.of(unchanged(rows.get(0), config)) : Optional.empty();
  }

  /** Days that only came along with a run, for the sake of adjustments, were not computed by it. */
  private static boolean computed(PublicationRow row, PublicationNote now, BatchRequest request) {
    BatchSummary run = SummaryJson.read(row.summary(), List.of());
    return now.days().entrySet().stream()
        .filter(day -> day.getValue().equals(row.publicationId()))
        .map(Map.Entry::getKey)
        .filter(day -> !day.isBefore(request.from()) && !day.isAfter(request.to()))
        .allMatch(day -> !day.isBefore(run.fromDay()) && !day.isAfter(run.toDay()));
  }

  private static BatchSummary unchanged(PublicationRow row, Config config) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Nothing changed: "
            + row.publicationId()
            + " is current and was made from the same raw log by the same rules.");
    notes.addAll(ModelVersions.missing(config));
    return SummaryJson.read(row.summary(), notes);
  }

  private static BatchSummary sameRun(
      BatchRequest request, PublicationRow row, PublicationNote now) {
    String nothingChanged =
        "Nothing changed: the run " + request.runId() + " has published already.";
    BatchSummary summary =
        SummaryJson.read(
            row.summary(),
            now.days().containsValue(row.publicationId())
                ? List.of(nothingChanged)
                : List.of(nothingChanged, replaced(row)));
    if (request.from().isBefore(summary.fromDay()) || !request.to().equals(summary.toDay())) {
      throw BatchRefusal.usage(
          "The run id "
              + request.runId()
              + " is taken: that run published "
              + summary.fromDay()
              + " to "
              + summary.toDay()
              + ".",
          "Give these days another --run-id, or leave it out.");
    }
    return summary;
  }

  private static String replaced(PublicationRow row) {
    return "What it published, "
        + row.publicationId()
        + ", is current no more: its days were published again or rolled back since. To publish"
        + " them now, give another --run-id or leave it out.";
  }
}
