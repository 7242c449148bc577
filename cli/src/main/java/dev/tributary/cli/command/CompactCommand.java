package dev.tributary.cli.command;

import dev.tributary.batch.Compaction;
import dev.tributary.batch.Compaction.TableReport;
import dev.tributary.cli.DataOptions;
import dev.tributary.cli.output.Output;
import dev.tributary.cli.output.Problem;
import dev.tributary.cli.output.RowWriter;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.DataException;
import dev.tributary.lake.LakeSession;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Keeps the tables quick to read. */
@Command(
    name = "compact",
    mixinStandardHelpOptions = true,
    description = {
      "Joins small files of the tables into larger ones, then removes files that no version of the"
          + " last lake.vacuum_hours needs. What the tables say does not change.",
      "Takes the bytes of refused events out whose consent can't be read, once they are older than"
          + " event.unreadable_retention_hours.",
      "Run it once a day, after the batch; the platform may go on meanwhile."
    },
    footer = {"", "Example:", "  tributary compact"})
public final class CompactCommand implements Callable<Integer> {

  @Mixin private DataOptions options = new DataOptions();
  @Mixin private Output output = new Output();

  @Override
  public Integer call() throws IOException {
    DataDirectory data = new DataDirectory(options.data());
    Config config = options.config();
    System.err.println("compact: starting Spark");
    try (SparkSession spark =
            LakeSession.builder("tributary-compact", data.run().resolve("compact"), config)
                .getOrCreate();
        RowWriter rows =
            output.open(List.of("table", "files", "files_after", "bytes_after", "removed"))) {
      Compaction.Report report = new Compaction(spark, data, config, Clock.systemUTC()).run();
      report.notes().forEach(note -> System.err.println("note: " + note));
      for (TableReport one : report.tables()) {
        rows.row(one.table(), one.files(), one.filesAfter(), one.bytesAfter(), one.removed());
      }
      return 0;
    } catch (DataException e) {
      throw new Problem(e.getMessage(), e);
    }
  }
}
