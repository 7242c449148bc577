package dev.tributary.cli.command;

import dev.tributary.cli.DataOptions;
import dev.tributary.cli.output.Format;
import dev.tributary.cli.output.Input;
import dev.tributary.cli.output.Output;
import dev.tributary.cli.output.Problem;
import dev.tributary.cli.output.RowWriter;
import dev.tributary.core.attribution.comparison.Bootstrap;
import dev.tributary.core.attribution.comparison.CreditLine;
import dev.tributary.core.attribution.comparison.ModelAnswer;
import dev.tributary.core.attribution.comparison.ModelChoice;
import dev.tributary.core.attribution.comparison.ModelChoice.Game;
import dev.tributary.core.attribution.comparison.ModelChoice.Positions;
import dev.tributary.core.attribution.comparison.ModelChoiceException;
import dev.tributary.core.attribution.comparison.PathAttribution;
import dev.tributary.core.attribution.paths.PathTable;
import dev.tributary.core.attribution.paths.PathTableException;
import dev.tributary.core.attribution.paths.PathTableReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Credits the channels of a table of paths, under every model side by side. */
@Command(
    name = "attribute",
    mixinStandardHelpOptions = true,
    description = {
      "Credits the channels of a path table under every model side by side.",
      "The table is CSV with the columns path (A > B > C), conversions and, if given, value (the"
          + " row's total) and nulls (journeys that did not convert); other columns are skipped.",
      "A malformed row is named by line and column and left out; the exit status is 1 then.",
      "Models: first_touch, last_touch, last_non_direct, linear, position_based, custom, markov_1 to"
          + " markov_4 (markov with --order), shapley_subset, shapley_rate (shapley with --game);"
          + " the usual ones where none is named."
    },
    footer = {
      "",
      "Example:",
      "  tributary attribute paths.csv --model linear --model markov --order 2 --format csv"
    })
public final class AttributeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private DataOptions options = new DataOptions();
  @Mixin private Output output = new Output();

  @Parameters(
      arity = "0..1",
      paramLabel = "PATHS.csv",
      description = "The path table; - or nothing is standard input.")
  private String file;

  @Option(
      names = "--model",
      paramLabel = "M",
      split = ",",
      description = "A model; may be repeated.")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--order",
      paramLabel = "K",
      description = "How many channels a state of 'markov' remembers, 1 to 4 (1).")
  private Integer order;

  @Option(
      names = "--game",
      paramLabel = "GAME",
      description = "Game of 'shapley': subset or rate (both).")
  private List<Game> games = new ArrayList<>();

  @Option(names = "--ignore-nulls", description = "As if nobody had failed to convert.")
  private boolean ignoreNulls;

  @Option(
      names = "--by-position",
      description = "Tells the positions of a channel apart, in shapley_subset; others have none.")
  private boolean byPosition;

  @Option(
      names = "--bootstrap",
      paramLabel = "N",
      description = "Adds 95 %% intervals of the conversions, from N draws, 40 to 100000.")
  private Integer draws;

  @Option(names = "--seed", defaultValue = "1", description = "Seed of the draws (1).")
  private long seed;

  @Override
  public Integer call() throws IOException {
    PathAttribution attribution = attribution();
    PathTableReader.Read read;
    ModelAnswer answer;
    try (InputStream csv = Input.open(file)) {
      read = PathTableReader.read(csv);
      read.notes().forEach(System.err::println);
      PathTable table = ignoreNulls ? read.table().withoutNulls() : read.table();
      answer = attribution.credit(table);
    } catch (PathTableException e) {
      throw new Problem(e.getMessage(), e);
    }
    answer.notes().forEach(System.err::println);
    write(answer, read.valued());
    return refusals(read);
  }

  /** Figures without some rows are no success: whoever reads only the status must not take them. */
  private static int refusals(PathTableReader.Read read) {
    if (read.refused() == 0) {
      return CommandLine.ExitCode.OK;
    }
    read.faults().forEach(fault -> System.err.println("error: " + fault));
    if (read.refused() > read.faults().size()) {
      System.err.printf("error: ... and %d more.%n", read.refused() - read.faults().size());
    }
    System.err.printf(
        "error: %d of %d rows were left out; the figures are of the others. Mend these rows and run"
            + " it again.%n",
        read.refused(), read.rows());
    return CommandLine.ExitCode.SOFTWARE;
  }

  private PathAttribution attribution() {
    if (order != null) {
      requireNamed("--order", "markov", order.toString());
    }
    games.forEach(game -> requireNamed("--game", "shapley", game.name().toLowerCase(Locale.ROOT)));
    try {
      Positions positions = byPosition ? Positions.APART : Positions.TOGETHER;
      ModelChoice choice = new ModelChoice(models, order == null ? 1 : order, games, positions);
      Optional<Bootstrap> bootstrap =
          Optional.ofNullable(draws).map(count -> new Bootstrap(count, seed));
      return new PathAttribution(choice, bootstrap, options.config());
    } catch (ModelChoiceException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** An option of a family of models would say nothing where only other models are named. */
  private void requireNamed(String option, String family, String member) {
    if (!models.isEmpty() && !models.contains(family) && !models.contains(family + "_" + member)) {
      throw new ParameterException(
          spec.commandLine(),
          "%1$s %3$s says which '%2$s' is meant, and none of the models named is that. Name %2$s with --model, or leave %1$s out."
              .formatted(option, family, member));
    }
  }

  /**
   * A table without values has none to share, not 0: people get no column of it, and programs,
   * which count on the name, an empty one.
   */
  private void write(ModelAnswer answer, boolean valued) {
    boolean told = valued || output.formatOr(Format.TABLE) != Format.TABLE;
    List<String> columns = new ArrayList<>(List.of("model", "channel", "conversions"));
    if (told) {
      columns.add("value");
    }
    columns.add("weight");
    if (byPosition) {
      columns.add("position");
    }
    if (draws != null) {
      columns.addAll(List.of("conversions_low", "conversions_high"));
    }
    try (RowWriter rows = output.open(columns)) {
      for (CreditLine line : answer.lines()) {
        List<Object> cells = new ArrayList<>();
        cells.add(line.model());
        cells.add(line.channel());
        cells.add(line.conversions());
        if (told) {
          cells.add(valued ? line.value() : null);
        }
        cells.add(line.weight());
        cells.addAll(optional(line));
        rows.row(cells.toArray());
      }
    }
  }

  private List<Object> optional(CreditLine line) {
    List<Object> cells = new ArrayList<>();
    if (byPosition) {
      cells.add(line.position());
    }
    if (draws != null) {
      cells.add(line.low());
      cells.add(line.high());
    }
    return cells;
  }
}
