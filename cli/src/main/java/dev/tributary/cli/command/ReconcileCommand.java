package dev.tributary.cli.command;

import dev.tributary.cli.DataOptions;
import dev.tributary.cli.output.Output;
import dev.tributary.cli.output.Problem;
import dev.tributary.cli.output.RowWriter;
import dev.tributary.serving.lake.LakeException;
import dev.tributary.serving.reconcile.Reconciler;
import dev.tributary.serving.reconcile.Reconciler.By;
import dev.tributary.serving.reconcile.Reconciler.Line;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What was provisional beside what is final. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description = "Sets provisional beside final credit of one day; the sums are exact.",
    footer = {"", "Example:", "  tributary reconcile --date 2026-11-08 --by channel"})
public final class ReconcileCommand implements Callable<Integer> {

  @Mixin private DataOptions options = new DataOptions();
  @Mixin private Output output = new Output();

  @Option(names = "--date", required = true, paramLabel = "DAY", description = "The day.")
  private LocalDate date;

  @Option(
      names = "--by",
      defaultValue = "channel",
      description = "channel, source, medium or campaign (channel).")
  private By by;

  @Override
  public Integer call() {
    List<Line> lines;
    try {
      lines = new Reconciler(options.lakeFolder(), options.config()).reconcile(date, by);
    } catch (LakeException e) {
      throw new Problem(e.getMessage(), e);
    }
    if (lines.isEmpty()) {
      throw new Problem(
          "There is no credit on " + date + ".",
          "No order of that day was stored, neither provisional nor final.",
          "'tributary query \"SELECT DISTINCT day FROM attribution ORDER BY day\"' lists the"
              + " days.");
    }
    try (RowWriter rows =
        output.open(
            List.of(
                "day",
                "model",
                by.name().toLowerCase(Locale.ROOT),
                "currency",
                "provisional_orders",
                "final_orders",
                "provisional_micros",
                "final_micros",
                "difference_micros",
                "provisional_revenue_minor",
                "final_revenue_minor",
                "difference_revenue_minor",
                "adjustment_revenue_minor",
                "unexplained_micros",
                "unexplained_revenue_minor"))) {
      for (Line line : lines) {
        rows.row(
            line.day(),
            line.model(),
            line.group(),
            line.currency(),
            line.provisionalOrders(),
            line.finalOrders(),
            line.provisionalMicros(),
            line.finalMicros(),
            line.differenceMicros(),
            line.provisionalRevenueMinor(),
            line.finalRevenueMinor(),
            line.differenceRevenueMinor(),
            line.adjustmentRevenueMinor(),
            line.unexplainedMicros(),
            line.unexplainedRevenueMinor());
      }
    }
    return 0;
  }
}
