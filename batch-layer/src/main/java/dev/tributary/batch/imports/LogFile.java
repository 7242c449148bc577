package dev.tributary.batch.imports;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.ImportSettings;
import dev.tributary.core.imports.AccessLogOptions;
import dev.tributary.core.imports.AccessLogRows;
import dev.tributary.core.imports.ImportConsent;
import dev.tributary.core.imports.OwnHostHint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;

/** A web server's log. */
final class LogFile {

  private LogFile() {}

  static Dataset<RowResult> results(
      SparkSession spark, Path file, Door.Plan plan, ImportOptions options) {
    Config config = plan.settings();
    AccessLogOptions how =
        new AccessLogOptions(
            siteHost(spark, file, options),
            new ArrayList<>(options.ownDomains()),
            options.conversion(),
            options.conversionType(),
            new ImportConsent(options.consent()),
            new HashSet<>(config.value(ImportSettings.ASSET_EXTENSIONS)));
    return Lines.results(
        spark, file, plan, task -> new AccessLogRows(how, task.pseudonyms())::read);
  }

  /** The first own domain that was named, else the one that the log's own pictures tell of. */
  static String siteHost(SparkSession spark, Path file, ImportOptions options) {
    if (!options.ownDomains().isEmpty()) {
      return options.ownDomains().get(0);
    }
    Map<String, Long> hints =
        Lines.of(spark, file)
            .flatMap(line -> OwnHostHint.of(line).stream().iterator())
            .countByValue();
    return hints.entrySet().stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse(OwnHostHint.UNKNOWN_SITE);
  }
}
