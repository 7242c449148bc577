package dev.tributary.cli.command;

import dev.tributary.batch.BatchRefusal;
import dev.tributary.batch.fit.FitRequest;
import dev.tributary.batch.fit.FitRow;
import dev.tributary.batch.fit.ModelFitting;
import dev.tributary.cli.DataOptions;
import dev.tributary.cli.output.Output;
import dev.tributary.cli.output.Problem;
import dev.tributary.cli.output.RowWriter;
import dev.tributary.core.attribution.fit.FitRefused;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.ModelSettings;
import dev.tributary.lake.LakeSession;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Fits models to published days. */
@Command(
    name = "fit",
    mixinStandardHelpOptions = true,
    description = {
      "Fits Markov or Shapley to the journeys of published days, of persons who converted and of"
          + " those who did not, and keeps the fit in model_fits. A batch credits by the current"
          + " fit of each model in models.fitted.",
      "A fit that can't be trusted is refused; the last good one stays."
    },
    footer = {"", "Example:", "  tributary fit --from 2026-10-01 --to 2026-10-31 --model markov_1"})
public final class FitCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private DataOptions options = new DataOptions();
  @Mixin private Output output = new Output();

  @Option(names = "--from", required = true, paramLabel = "D", description = "First day.")
  private LocalDate from;

  @Option(names = "--to", required = true, paramLabel = "D", description = "Last day, included.")
  private LocalDate to;

  @Option(
      names = "--model",
      paramLabel = "M",
      description = "markov_1 to markov_4 or shapley_subset; may be repeated (markov_1).")
  private List<String> models = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    List<String> wanted = models.isEmpty() ? List.of("markov_1") : List.copyOf(models);
    for (String model : wanted) {
      if (!ModelSettings.canBeFitted(model)) {
        throw new ParameterException(
            spec.commandLine(),
            "'"
                + model
                + "' is not fitted: the models are markov_1 to markov_4 and shapley_subset.");
      }
    }
    try {
      List<FitRow> rows = fit(new FitRequest(from, to, wanted));
      tell(rows);
      print(rows);
      return 0;
    } catch (BatchRefusal refusal) {
      if (refusal.kind() == BatchRefusal.Kind.USAGE) {
        throw new ParameterException(spec.commandLine(), refusal.getMessage(), refusal);
      }
      throw new Problem(refusal.getMessage(), refusal);
    } catch (FitRefused refused) {
      throw new Problem(refused.getMessage(), refused);
    }
  }

  private List<FitRow> fit(FitRequest request) throws IOException {
    DataDirectory data = new DataDirectory(options.data());
    Config config = options.config();
    System.err.println("fit: starting Spark");
    try (SparkSession spark =
        LakeSession.builder("tributary-fit", data.run().resolve("fit"), config).getOrCreate()) {
      ModelFitting fitting = new ModelFitting(spark, data, config, Clock.systemUTC());
      List<FitRow> rows = fitting.fit(request);
      fitting.notes(rows).forEach(note -> System.err.println("note: " + note));
      return rows;
    }
  }

  private static void tell(List<FitRow> rows) {
    String told = "";
    for (FitRow row : rows) {
      if (!row.fitId().equals(told)) {
        told = row.fitId();
        System.err.printf(
            Locale.ROOT,
            "fit: %s: %.0f conversions and %.0f nulls on %d paths, P %.4f, residual %.1e, %s%n",
            row.fitId(),
            row.totalConversions(),
            row.totalNulls(),
            row.paths(),
            row.conversionProbability(),
            row.residual(),
            row.drift() == null
                ? "the model's first fit"
                : String.format(
                    Locale.ROOT,
                    "%.1f %% of credit moved since %s",
                    100 * row.drift(),
                    row.driftFrom()));
      }
    }
  }

  private void print(List<FitRow> rows) {
    try (RowWriter writer =
        output.open(
            List.of(
                "fit_id",
                "model",
                "channel",
                "effect",
                "conversions",
                "conversions_low",
                "conversions_high"))) {
      for (FitRow row : rows) {
        writer.row(
            row.fitId(),
            row.model(),
            row.channel(),
            row.effect(),
            row.conversions(),
            row.conversionsLow(),
            row.conversionsHigh());
      }
    }
  }
}
