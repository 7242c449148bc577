package dev.tributary.cli.command;

import dev.tributary.batch.imports.ImportException;
import dev.tributary.batch.imports.ImportFormat;
import dev.tributary.batch.imports.ImportOptions;
import dev.tributary.batch.imports.ImportSummary;
import dev.tributary.batch.imports.Importer;
import dev.tributary.cli.DataOptions;
import dev.tributary.cli.demo.DemoMarker;
import dev.tributary.cli.output.Input;
import dev.tributary.cli.output.Output;
import dev.tributary.cli.output.Problem;
import dev.tributary.cli.output.RowWriter;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.DataException;
import dev.tributary.core.consent.Choice;
import dev.tributary.core.imports.MapException;
import dev.tributary.lake.LakeSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings files into the raw log. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Brings files into the raw log; what is known already is not added again. Spend and exchange",
      "rates have tables of their own, and a row replaces the one of its day. Prints one row a",
      "file: file, rows, imported, rejected, skipped, duplicate, events, reasons."
    },
    footer = {
      "",
      "Examples:",
      "  tributary import access.log --as access-log --conversion '^/thanks/'",
      "  tributary import orders.csv --as events-csv --map orders.yaml",
      "  tributary import spend.csv --as spend-csv",
      "  tributary import rates.csv --as fx-csv"
    })
public final class ImportCommand implements Callable<Integer> {

  private static final List<String> COLUMNS =
      List.of("file", "rows", "imported", "rejected", "skipped", "duplicate", "events", "reasons");

  @Spec private CommandSpec spec;
  @Mixin private DataOptions options = new DataOptions();
  @Mixin private Output output = new Output();

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Files; - for standard input.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--as",
      required = true,
      paramLabel = "FORMAT",
      description = "access-log, events-jsonl, events-csv, spend-csv or fx-csv.")
  private String format;

  @Option(
      names = "--map",
      paramLabel = "FILE",
      description = "How the columns of events-csv make events (YAML).")
  private Path map;

  @Option(
      names = "--conversion",
      paramLabel = "PATTERN",
      description = "A page of an access log whose path has a match of this is a conversion.")
  private String conversion;

  @Option(
      names = "--conversion-type",
      defaultValue = "goal",
      paramLabel = "TYPE",
      description = "Type of those conversions (goal); they have no value.")
  private String conversionType;

  @Option(
      names = "--own-domain",
      paramLabel = "D",
      split = ",",
      description =
          "A domain of yours with its subdomains, never a source; the first is an access log's site.")
  private List<String> ownDomains = new ArrayList<>();

  @Option(
      names = "--consent",
      defaultValue = "granted",
      paramLabel = "CHOICE",
      description = "granted, denied or unknown, where the file does not say (granted).")
  private Choice consent;

  @Override
  public Integer call() throws IOException {
    ImportOptions how =
        new ImportOptions(
            format(),
            map,
            conversion(),
            conversionType,
            OwnDomains.of(ownDomains, options.config(), spec),
            consent);
    DemoMarker.refuse(options.data());
    DataDirectory data = new DataDirectory(options.data());
    Config config = options.config();
    Path scratch = scratch(data);
    Deque<String> waiting = new ArrayDeque<>(files.isEmpty() ? List.of("-") : files);
    try (SparkSession spark = LakeSession.builder("import", scratch, config).getOrCreate();
        RowWriter rows = output.open(COLUMNS)) {
      Importer importer = new Importer(spark, data, config, InstantSource.system());
      while (!waiting.isEmpty()) {
        String file = waiting.remove();
        System.err.println("importing " + file + " ...");
        print(importer.run(readable(file, scratch), file, how), rows);
      }
    } catch (ImportException | MapException | DataException e) {
      throw new Problem(e.getMessage(), e);
    } finally {
      waiting.forEach(file -> System.err.println("not imported, since the run ended: " + file));
      ScratchFolder.remove(scratch);
    }
    return 0;
  }

  private static void print(ImportSummary summary, RowWriter rows) {
    for (String problem : summary.problems()) {
      System.err.println("rejected: " + summary.file() + ": " + problem);
    }
    long untold = summary.rejected() - summary.problems().size();
    if (untold > 0) {
      System.err.println(
          "rejected: "
              + untold
              + " more; 'tributary query \"SELECT reason, problem FROM rejected_events\"' shows"
              + " them.");
    }
    rows.row(
        summary.file(),
        summary.rows(),
        summary.imported(),
        summary.rejected(),
        summary.skipped(),
        summary.duplicate(),
        summary.events(),
        summary.reasons());
  }

  private ImportFormat format() {
    return switch (format) {
      case "access-log" -> ImportFormat.ACCESS_LOG;
      case "events-jsonl" -> ImportFormat.EVENTS_JSONL;
      case "events-csv" -> ImportFormat.EVENTS_CSV;
      case "spend-csv" -> ImportFormat.SPEND_CSV;
      case "fx-csv" -> ImportFormat.FX_CSV;
      default ->
          throw misused(
              "--as "
                  + format
                  + " is no format; the formats are access-log, events-jsonl, events-csv,"
                  + " spend-csv and fx-csv.");
    };
  }

  private Pattern conversion() {
    try {
      return conversion == null ? null : Pattern.compile(conversion);
    } catch (PatternSyntaxException e) {
      throw misused(
          "--conversion "
              + conversion
              + " is no regular expression: "
              + e.getDescription()
              + ". Write for example '^/thanks/'.");
    }
  }

  private ParameterException misused(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }

  private static Path scratch(DataDirectory data) {
    try {
      Files.createDirectories(data.run());
      return Files.createTempDirectory(data.run(), "import-");
    } catch (IOException e) {
      throw new Problem(
          "The data directory "
              + data.root()
              + " can't be written ("
              + e
              + "). Make it writable and leave room on its disk, or choose another with --data.",
          e);
    }
  }

  /** A name that Spark takes as it is: it would read commas and brackets as patterns. */
  private static Path readable(String file, Path scratch) throws IOException {
    Path plain = scratch.resolve(file.endsWith(".gz") ? "input.gz" : "input");
    Files.deleteIfExists(plain);
    try (InputStream in = Input.open(file)) {
      if (file.equals("-")) {
        Files.copy(in, plain);
      } else {
        Files.createSymbolicLink(plain, Path.of(file).toAbsolutePath());
      }
    }
    return plain;
  }
}
