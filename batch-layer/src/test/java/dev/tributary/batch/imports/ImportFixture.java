package dev.tributary.batch.imports;

import dev.tributary.batch.TestSpark;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.consent.Choice;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A data directory of a test, and imports into it. */
record ImportFixture(Path root, Config config) {

  static final Instant NOW = Instant.parse("2026-11-20T12:00:00.123456Z");

  ImportFixture(Path root) {
    this(root, Config.defaults());
  }

  static ImportOptions accessLog(String conversion, String... ownDomains) {
    return new ImportOptions(
        ImportFormat.ACCESS_LOG,
        null,
        conversion == null ? null : Pattern.compile(conversion),
        "goal",
        List.of(ownDomains),
        Choice.GRANTED);
  }

  static ImportOptions events(ImportFormat format, Path map) {
    return new ImportOptions(format, map, null, "goal", List.of(), Choice.GRANTED);
  }

  ImportSummary run(Path file, ImportOptions options) {
    return new Importer(TestSpark.session(), new DataDirectory(root), config, () -> NOW)
        .run(file, file.getFileName().toString(), options);
  }

  Dataset<Row> table(Table table) {
    return new Lake(TestSpark.session(), new DataDirectory(root).lake()).read(table);
  }

  long version(Table table) {
    return new Lake(TestSpark.session(), new DataDirectory(root).lake()).version(table);
  }
}
