package dev.tributary.batch.imports;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.LakeLocation;
import dev.tributary.core.config.OwnedDirectory;
import dev.tributary.core.config.Secrets;
import dev.tributary.core.event.Origin;
import dev.tributary.core.imports.EventMap;
import dev.tributary.core.imports.ImportConsent;
import dev.tributary.core.imports.JsonLines;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Imports files: events into the raw log, spend and rates into tables of their own. It runs beside
 * the platform or without it; two imports into one data directory at once are refused. What is
 * known already is not added again, so an import that was cut off is simply run again.
 */
public final class Importer {

  private static final DateTimeFormatter COMPACT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSSSSS").withZone(ZoneOffset.UTC);

  private final SparkSession spark;
  private final DataDirectory data;
  private final Config config;
  private final InstantSource clock;
  private final Lake lake;

  public Importer(SparkSession spark, DataDirectory data, Config config, InstantSource clock) {
    this.spark = spark;
    this.data = data;
    this.config = config;
    this.clock = clock;
    this.lake = new Lake(spark, LakeLocation.of(data, config));
  }

  /**
   * Imports one file, whole or not at all.
   *
   * @param name of the file as the user gave it, for the report
   * @throws ImportException when the file or its map can't be read; nothing of it is imported then
   * @throws dev.tributary.core.config.DataException when another import runs or the directory can't
   *     be written
   */
  public ImportSummary run(Path file, String name, ImportOptions options) {
    try (OwnedDirectory owned = OwnedDirectory.claim(data.lock("import"), "import")) {
      lake.create(Table.RAW_EVENTS);
      lake.create(Table.REJECTED_EVENTS);
      lake.create(Table.AUDIT_LOG);
      return run(file.toAbsolutePath(), name, options, clock.instant());
    }
  }

  private ImportSummary run(Path file, String name, ImportOptions options, Instant now) {
    Instant receivedAt = now.truncatedTo(ChronoUnit.MICROS);
    String collectorId = Origin.IMPORT + Fingerprint.of(file, name);
    SourceFile.check(file, name);
    String batch = collectorId + "-" + COMPACT.format(receivedAt);
    if (!options.format().events()) {
      return new MoneyImport(lake, config, receivedAt, batch).run(file, name, options.format());
    }
    Dataset<Row> results = results(file, name, collectorId, receivedAt, options).toDF();
    results.persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> marked = Newcomers.marked(results, lake, collectorId);
    marked.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      ImportSummary summary = Tally.of(name, marked);
      new ImportWriter(lake).write(marked, collectorId, batch, receivedAt, now());
      ImportAudit.write(lake, receivedAt, summary, batch, options.consent().wire());
      return summary;
    } finally {
      marked.unpersist();
      results.unpersist();
    }
  }

  private Dataset<RowResult> results(
      Path file, String name, String collectorId, Instant receivedAt, ImportOptions options) {
    byte[] key = Secrets.readOrMake(data.pseudonymKey());
    HashMap<String, String> texts = new HashMap<>(config.texts());
    return switch (options.format()) {
      case ACCESS_LOG ->
          LogFile.results(
              spark, file, new Door.Plan(texts, key, collectorId, receivedAt, 2), options);
      case EVENTS_JSONL -> {
        ImportConsent consent = new ImportConsent(options.consent());
        List<String> own = new ArrayList<>(options.ownDomains());
        Door.Plan plan = new Door.Plan(texts, key, collectorId, receivedAt, 1);
        yield Lines.results(
            spark,
            file,
            plan,
            task -> {
              JsonLines lines = new JsonLines(consent, own);
              return (number, line) -> lines.read(line);
            });
      }
      case EVENTS_CSV -> {
        EventMap map = MappedTable.map(options.map());
        Door.Plan plan = new Door.Plan(texts, key, collectorId, receivedAt, map.entries().size());
        yield MappedTable.results(spark, file, name, plan, options, map);
      }
      case SPEND_CSV, FX_CSV ->
          throw new IllegalArgumentException(options.format() + " holds no events.");
    };
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
