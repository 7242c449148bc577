package dev.tributary.cli.command;

import dev.tributary.batch.BatchRefusal;
import dev.tributary.batch.BatchRequest;
import dev.tributary.batch.BatchRequest.Published;
import dev.tributary.batch.BatchRequest.Purpose;
import dev.tributary.batch.BatchSummary;
import dev.tributary.batch.BatchSummary.ChannelChange;
import dev.tributary.batch.NightlyBatch;
import dev.tributary.batch.Step;
import dev.tributary.batch.stage.PartProgress;
import dev.tributary.cli.DataOptions;
import dev.tributary.cli.output.Format;
import dev.tributary.cli.output.Output;
import dev.tributary.cli.output.Problem;
import dev.tributary.cli.output.RowWriter;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.DataException;
import dev.tributary.lake.LakeSession;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Publishes final credit for days that are over. */
@Command(
    name = "batch",
    mixinStandardHelpOptions = true,
    description = {
      "Computes days from the raw log and publishes them as final, in one commit.",
      "A long range is computed in parts. Killed, it goes on where it was when the same command is"
          + " given again."
    },
    footer = {
      "",
      "Example:",
      "  tributary batch --date 2026-11-08",
      "  tributary batch --date 2026-11-08 --restate",
      "  tributary batch --from 2026-11-01 --to 2026-11-08 --dry-run",
      "  tributary batch --from 2024-01-01 --to 2026-11-08"
    })
public final class BatchCommand implements Callable<Integer> {

  /** What a dry run has, too, which publishes under no name. */
  private static final List<String> SUMMARY =
      List.of(
          "from_day",
          "to_day",
          "raw_version",
          "events",
          "touchpoints",
          "conversions",
          "credits",
          "seconds");

  @Spec private CommandSpec spec;
  @Mixin private DataOptions options = new DataOptions();
  @Mixin private Output output = new Output();

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Days days;

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description = "Names the run: the same run again changes nothing.")
  private String runId;

  @Option(
      names = "--raw-version",
      paramLabel = "V",
      description = "Version of raw_events to read (the newest).")
  private Long rawVersion;

  @Option(names = "--dry-run", description = "Shows what would change; commits nothing.")
  private boolean dryRun;

  @Option(
      names = "--restate",
      description =
          "Of published days, these and the batch.restatement_days before, publishes anew those"
              + " that come out otherwise by now.")
  private boolean restate;

  private static final class Days {
    @Option(names = "--date", paramLabel = "D", description = "One day, as 2026-11-08.")
    private LocalDate date;

    @ArgGroup(exclusive = false)
    private Range range;
  }

  private static final class Range {
    @Option(names = "--from", required = true, paramLabel = "D", description = "First day.")
    private LocalDate from;

    @Option(names = "--to", required = true, paramLabel = "D", description = "Last day, included.")
    private LocalDate to;
  }

  @Override
  public Integer call() throws IOException {
    try {
      BatchSummary summary = run(request());
      summary.notes().forEach(note -> System.err.println("note: " + note));
      print(summary);
      return 0;
    } catch (BatchRefusal refusal) {
      if (refusal.kind() == BatchRefusal.Kind.USAGE) {
        throw new ParameterException(spec.commandLine(), refusal.getMessage(), refusal);
      }
      throw new Problem(refusal.getMessage(), refusal);
    } catch (DataException e) {
      throw new Problem(e.getMessage(), e);
    }
  }

  private BatchRequest request() {
    LocalDate from = days.date != null ? days.date : days.range.from;
    LocalDate to = days.date != null ? days.date : days.range.to;
    return new BatchRequest(
        from,
        to,
        runId,
        rawVersion,
        dryRun ? Purpose.DRY_RUN : Purpose.PUBLISH,
        restate ? Published.WHERE_CHANGED : Published.AS_ASKED);
  }

  private BatchSummary run(BatchRequest request) throws IOException {
    DataDirectory data = new DataDirectory(options.data());
    Config config = options.config();
    Clock clock = Clock.systemUTC();
    NightlyBatch.requireReady(request, data, config, clock);
    System.err.println("batch: starting Spark");
    try (SparkSession spark =
        LakeSession.builder("tributary-batch", data.run().resolve("batch"), config).getOrCreate()) {
      return new NightlyBatch(spark, data, config, clock, new ToldSteps()).run(request);
    }
  }

  private static final class ToldSteps implements Step.Listener {
    @Override
    public void reached(Step step) {
      System.err.println("batch: " + step.progress());
    }

    @Override
    public void written(PartProgress part) {
      System.err.println("batch: " + part.sentence());
    }
  }

  private void print(BatchSummary summary) {
    boolean forPeople = output.formatOr(Format.TABLE) == Format.TABLE;
    List<Object> row =
        new ArrayList<>(
            List.of(
                summary.fromDay(),
                summary.toDay(),
                summary.rawVersion(),
                summary.events(),
                summary.touchpoints(),
                summary.conversions(),
                summary.credits(),
                summary.seconds()));
    List<String> columns = new ArrayList<>(SUMMARY);
    if (!dryRun) {
      columns.add(0, "publication_id");
      row.add(0, summary.publicationId());
    }
    if (dryRun && !forPeople) {
      columns.add("changes");
      row.add(summary.changes().stream().map(BatchCommand::members).toList());
    }
    try (RowWriter rows = output.open(columns)) {
      rows.row(row.toArray());
    }
    if (dryRun && forPeople) {
      List<ChannelChange> changes =
          summary.changes().stream().filter(ChannelChange::changesSomething).toList();
      changes.forEach(change -> System.err.println(sentence(change)));
      System.err.println(
          (summary.changes().size() - changes.size()) + " cells would stay as they are.");
    }
  }

  private static Map<String, Object> members(ChannelChange change) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("model", change.model());
    members.put("channel", change.channel());
    members.put("campaign", change.campaign());
    members.put("currency", change.currency());
    members.put("published_micros", change.publishedMicros());
    members.put("new_micros", change.newMicros());
    members.put("published_minor", change.publishedMinor());
    members.put("new_minor", change.newMinor());
    return members;
  }

  private static String sentence(ChannelChange change) {
    return "%s, %s%s: %+d micro-credits (%d published, %d new), %+d minor units of %s"
        .formatted(
            change.model(),
            change.channel(),
            change.campaign() == null ? "" : ", " + change.campaign(),
            change.newMicros() - change.publishedMicros(),
            change.publishedMicros(),
            change.newMicros(),
            change.newMinor() - change.publishedMinor(),
            change.currency());
  }
}
