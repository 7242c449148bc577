package dev.tributary.cli.command;

import dev.tributary.batch.BatchRefusal;
import dev.tributary.batch.Publication;
import dev.tributary.batch.PublicationLog;
import dev.tributary.batch.Rollback;
import dev.tributary.cli.DataOptions;
import dev.tributary.cli.output.Output;
import dev.tributary.cli.output.Problem;
import dev.tributary.cli.output.RowWriter;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.DataException;
import dev.tributary.core.config.LakeLocation;
import dev.tributary.lake.LakeSession;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which run is current for which day, and the way back. */
@Command(
    name = "publications",
    mixinStandardHelpOptions = true,
    description = "Lists publications, or publishes an earlier one again.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Example:",
      "  tributary publications list",
      "  tributary publications rollback pub-20261108-9f86d081884c"
    })
public final class PublicationsCommand {

  private static final List<String> COLUMNS =
      List.of(
          "publication_id",
          "run_id",
          "from_day",
          "boundary",
          "raw_version",
          "rule_version",
          "published_at",
          "current_days");

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = {
        "All publications, the newest first; current_days tells how many days show it. What a",
        "rule_version stands for is kept in DATA/rule-versions."
      })
  int list(@Mixin DataOptions options, @Mixin Output output) throws IOException {
    with(
        options,
        log -> {
          try (RowWriter rows = output.open(COLUMNS)) {
            for (Publication one : log.list()) {
              rows.row(
                  one.publicationId(),
                  one.runId(),
                  one.fromDay(),
                  one.boundary(),
                  one.rawVersion(),
                  one.ruleVersion(),
                  one.publishedAt(),
                  one.currentDays());
            }
          }
        });
    return 0;
  }

  @Command(
      name = "rollback",
      mixinStandardHelpOptions = true,
      description =
          "Publishes again what was published when ID was; days since are provisional again.")
  int rollback(
      @Parameters(paramLabel = "ID", description = "A publication_id of the list.") String id,
      @Mixin DataOptions options)
      throws IOException {
    with(
        options,
        log -> {
          Rollback done = log.rollBackTo(id);
          System.err.println(
              "publications: " + done.days() + " days changed, " + id + " is current");
          done.notes().forEach(note -> System.err.println("note: " + note));
        });
    return 0;
  }

  private static void with(DataOptions options, Consumer<PublicationLog> work) throws IOException {
    DataDirectory data = new DataDirectory(options.data());
    Config config = options.config();
    LakeLocation lake = LakeLocation.of(data, config);
    if (!lake.isRemote() && !Files.isDirectory(lake.folder())) {
      throw new Problem(
          "Nothing was published here:",
          lake.address() + " does not exist.",
          "Name the data directory with --data, or publish first with 'tributary batch'.");
    }
    try (SparkSession spark =
        LakeSession.builder("tributary-publications", data.run().resolve("publications"), config)
            .getOrCreate()) {
      work.accept(new PublicationLog(spark, data, config, Clock.systemUTC()));
    } catch (BatchRefusal | DataException e) {
      throw new Problem(e.getMessage(), e);
    }
  }
}
