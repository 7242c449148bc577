package dev.tributary.cli.command;

import dev.tributary.cli.DataOptions;
import dev.tributary.cli.completeness.CaptureAccount;
import dev.tributary.cli.completeness.Completeness;
import dev.tributary.cli.output.Output;
import dev.tributary.cli.output.RowWriter;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.ReportingSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells a scheduler whether a day can be computed. */
@Command(
    name = "complete",
    mixinStandardHelpOptions = true,
    description = {
      "Exits 0 when everything that was accepted since the day began is in the raw log (or among"
          + " the rejected events), 1 when something is missing; prints each hour and collector.",
      "Events on their way are waited for, --wait seconds at most.",
      "Knows what the collector of this data directory took in. Where others feed the same Kafka,"
          + " name the accounting of each with --accounting: what only they took in can't be"
          + " missed otherwise, and a note tells which of them are there."
    },
    footer = {
      "",
      "Example:",
      "  tributary complete --date 2026-03-14 && tributary batch --date 2026-03-14"
    })
public final class CompleteCommand implements Callable<Integer> {

  private static final long PAUSE_MILLIS = 1_000;

  @Mixin private DataOptions options = new DataOptions();
  @Mixin private Output output = new Output();

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "The day.")
  private LocalDate date;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "Patience for events on their way (30).")
  private int wait = 30;

  @Option(
      names = "--accounting",
      paramLabel = "FILE",
      description = "The capture/accounting.json of one more collector; may be given repeatedly.")
  private List<Path> accountings = new ArrayList<>();

  @Override
  public Integer call() throws InterruptedException {
    Config config = options.config();
    options.lakeFolder(); // Tables in S3 are refused with a sentence, not a stack.
    Completeness completeness = new Completeness(new DataDirectory(options.existingData()), config);
    Instant since = date.atStartOfDay(config.value(ReportingSettings.TIME_ZONE)).toInstant();
    // What arrives from now on is not waited for: a busy collector would never be complete.
    List<CaptureAccount> accounts = completeness.accounts(since, accountings);
    long deadline = System.nanoTime() + wait * 1_000_000_000L;
    List<Completeness.Hour> hours = completeness.compare(accounts);
    while (missing(hours) > 0 && System.nanoTime() < deadline) {
      Thread.sleep(PAUSE_MILLIS);
      hours = completeness.compare(accounts);
    }
    try (RowWriter rows =
        output.open(List.of("collector_id", "hour", "journaled", "arrived", "missing"))) {
      for (Completeness.Hour hour : hours) {
        rows.row(hour.collectorId(), hour.hour(), hour.journaled(), hour.arrived(), hour.missing());
      }
    }
    if (accounts.isEmpty()) {
      System.err.println(
          "note: No collector ever ran on this data directory and no --accounting is given, so"
              + " nothing was compared.");
    }
    SortedSet<String> unaccounted = completeness.unaccounted(accounts, since);
    if (!unaccounted.isEmpty()) {
      System.err.println(
          "note: Events of this time are there of collectors whose accounting is not known here, so"
              + " nobody can tell whether all of theirs have arrived: "
              + String.join(", ", unaccounted)
              + ". Name each one's capture/accounting.json with --accounting.");
    }
    if (missing(hours) > 0) {
      System.err.println(
          "error: "
              + missing(hours)
              + " accepted events are not in the raw log: see the hours above. They are in the"
              + " capture layer's journal or in Kafka; run the platform until it has caught up."
              + " Where somebody deleted events of these hours from raw_events or rejected_events,"
              + " they are counted here and do not come again: if nothing else is missing, run the"
              + " batch all the same.");
      return 1;
    }
    return 0;
  }

  private static long missing(List<Completeness.Hour> hours) {
    return hours.stream().mapToLong(Completeness.Hour::missing).sum();
  }
}
