package dev.tributary.cli.command;

import dev.tributary.cli.DataOptions;
import dev.tributary.cli.output.Output;
import dev.tributary.cli.output.Problem;
import dev.tributary.cli.output.RowWriter;
import dev.tributary.core.classify.RuleBook;
import dev.tributary.core.classify.RuleCautions;
import dev.tributary.core.classify.RuleChange;
import dev.tributary.core.config.Config;
import dev.tributary.core.journey.ChannelMoves.Move;
import dev.tributary.serving.lake.LakeException;
import dev.tributary.serving.rules.Rehearsal;
import dev.tributary.serving.rules.RuleDryRun;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The channel rules: what is in force, what a change would move, and the change itself. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = "Shows the channel rules, rehearses a change over history, publishes it.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Example:",
      "  tributary rules diff ours.yaml --from 2026-10-01 --to 2026-10-31",
      "  tributary rules diff ours.yaml --from 2026-10-01 --to 2026-10-31 --effective-from 2026-10-15",
      "  tributary rules publish ours.yaml --effective-from 2026-11-01"
    })
public final class RulesCommand {

  @Spec private CommandSpec spec;

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Every rule of every set, oldest first; the first that holds decides.")
  int show(@Mixin DataOptions options, @Mixin Output output) {
    List<RuleBook.Line> lines = RuleBook.of(options.config()).lines();
    try (RowWriter rows =
        output.open(List.of("version", "effective_from", "position", "rule", "channel", "when"))) {
      for (RuleBook.Line line : lines) {
        rows.row(
            line.version(),
            line.effectiveFrom(),
            line.position(),
            line.name(),
            line.channel(),
            line.when());
      }
    }
    RuleWords.warnings(RuleCautions.of(options.config()))
        .forEach(one -> System.err.println("rules: " + one));
    return 0;
  }

  @Command(
      name = "diff",
      mixinStandardHelpOptions = true,
      description = {
        "What FILE would move, from which channel to which: a row for how many touches of those",
        "days, and one a model and currency for how much credit and revenue of the orders of those",
        "days as they were sent; what refunds and changes take from them later moves with them.",
        "Without --effective-from, what FILE itself changes: the newest rules beside the same with",
        "FILE, either as if always in force. With it, exactly what 'rules publish FILE",
        "--effective-from D' would change of the rules in force. Writes nothing."
      })
  int diff(
      @Parameters(paramLabel = "FILE", description = "Rules as classify.rules_file takes them.")
          Path file,
      @Option(names = "--from", required = true, paramLabel = "D", description = "First day.")
          LocalDate from,
      @Option(names = "--to", required = true, paramLabel = "D", description = "Last day.")
          LocalDate to,
      @Option(
              names = "--effective-from",
              paramLabel = "D",
              description = "Rehearses publishing FILE from that day on.")
          LocalDate effectiveFrom,
      @Option(
              names = "--model",
              paramLabel = "M",
              description = "Of the credit, only under this model.")
          String model,
      @Mixin DataOptions options,
      @Mixin Output output) {
    if (to.isBefore(from)) {
      throw new Problem(
          "There is no day from " + from + " to " + to + ".",
          "The last day lies before the first.",
          "Turn them round.");
    }
    Config config = options.config();
    if (model != null) {
      ModelNames.require(model, ModelNames.of(config), spec);
    }
    Path lake = options.lakeFolder();
    RuleChange change =
        effectiveFrom == null
            ? RuleChange.alone(config, file)
            : RuleChange.publishing(config, file, effectiveFrom);
    Rehearsal rehearsal;
    try {
      rehearsal = new RuleDryRun(lake, config).of(change, from, to);
    } catch (LakeException e) {
      throw new Problem(e.getMessage(), e);
    }
    Rehearsal asked = model == null ? rehearsal : rehearsal.ofModel(model);
    print(asked, output);
    System.err.println("rules: compares " + change.text() + ".");
    RuleWords.of(change, asked, from, to, model)
        .forEach(one -> System.err.println("rules: " + one));
    return 0;
  }

  private static void print(Rehearsal rehearsal, Output output) {
    try (RowWriter rows =
        output.open(
            List.of(
                "from_channel",
                "to_channel",
                "touches",
                "model",
                "credit_micros",
                "revenue_minor",
                "currency"))) {
      for (Move move : rehearsal.moves()) {
        rows.row(
            move.from(),
            move.to(),
            move.touches(),
            move.model(),
            move.creditMicros(),
            move.revenueMinor(),
            move.currency());
      }
    }
  }

  @Command(
      name = "publish",
      mixinStandardHelpOptions = true,
      description = {
        "Makes FILE's change part of the rules, for what happens from a day on. A published set is",
        "never changed again. Batch uses it in its next run, a running speed layer from now on.",
        "'rules diff FILE --effective-from D' shows before what that will move."
      })
  int publish(
      @Parameters(paramLabel = "FILE", description = "Rules as classify.rules_file takes them.")
          Path file,
      @Option(
              names = "--effective-from",
              required = true,
              paramLabel = "D",
              description = "First day on which events are read by them, in the reporting zone.")
          LocalDate effectiveFrom,
      @Mixin DataOptions options) {
    Config config = options.config();
    List<String> cautions = RuleChange.publishing(config, file, effectiveFrom).cautions();
    String version = RuleBook.of(config).publish(file, effectiveFrom, options.rulesFolder());
    System.err.println(
        "rules: " + version + " is published and in force from " + effectiveFrom + " on");
    RuleWords.warnings(cautions).forEach(one -> System.err.println("rules: " + one));
    System.err.println(
        "Days already published keep their channels until 'tributary batch' runs for them again.");
    return 0;
  }
}
