package dev.tributary.core.attribution.fit;

import dev.tributary.core.attribution.SubsetShares;
import dev.tributary.core.attribution.comparison.Bootstrap;
import dev.tributary.core.attribution.comparison.CreditLine;
import dev.tributary.core.attribution.comparison.ModelChoice;
import dev.tributary.core.attribution.comparison.PathAttribution;
import dev.tributary.core.attribution.markov.Markov;
import dev.tributary.core.attribution.markov.MarkovFit;
import dev.tributary.core.attribution.paths.PathTable;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ModelSettings;
import java.util.List;
import java.util.Optional;

/** Fits models to path tables and refuses what can't be trusted. */
public final class Fitter {

  private static final String MARKOV = "markov_";

  /** The draws are the same on every machine, so that a fit can be repeated. */
  private static final long SEED = 1;

  private final Config config;

  /** Limits and the number of redraws come from the config. */
  public Fitter(Config config) {
    this.config = config;
  }

  /**
   * Fits one model.
   *
   * @param model {@code markov_1} to {@code markov_4} or {@code shapley_subset}
   * @throws FitRefused when there are too few conversions, the equations are not solved well
   *     enough, or no channel has an effect
   */
  public ModelFit fit(PathTable table, String model) {
    requireConversions(table, model);
    Bootstrap bootstrap =
        new Bootstrap(Math.toIntExact(config.value(ModelSettings.BOOTSTRAP_DRAWS)), SEED);
    ModelChoice choice =
        new ModelChoice(List.of(model), 1, List.of(), ModelChoice.Positions.TOGETHER);
    List<ModelFit.Channel> channels =
        new PathAttribution(choice, Optional.of(bootstrap), config)
            .credit(table).lines().stream().map(Fitter::channel).toList();
    ModelFit fit = model.startsWith(MARKOV) ? chain(table, model, channels) : game(table, channels);
    requireSolved(fit);
    requireEffect(fit);
    return fit;
  }

  private static ModelFit.Channel channel(CreditLine line) {
    double conversions = line.conversions() == null ? Double.NaN : line.conversions();
    return new ModelFit.Channel(
        line.channel(), line.weight(), conversions, line.low(), line.high());
  }

  private static ModelFit chain(PathTable table, String model, List<ModelFit.Channel> channels) {
    MarkovFit fit = Markov.fit(table, Integer.parseInt(model.substring(MARKOV.length())));
    return new ModelFit(
        model,
        channels,
        table.paths(),
        table.totalConversions(),
        nulls(table),
        fit.conversionProbability(),
        fit.states(),
        fit.residual());
  }

  private static ModelFit game(PathTable table, List<ModelFit.Channel> channels) {
    double all = table.totalConversions();
    double values = channels.stream().mapToDouble(ModelFit.Channel::effect).sum();
    return new ModelFit(
        SubsetShares.WIRE,
        channels,
        table.paths(),
        all,
        nulls(table),
        all / (all + nulls(table)),
        0,
        Math.abs(values - all) / all);
  }

  private static double nulls(PathTable table) {
    double nulls = 0;
    for (int path = 0; path < table.paths(); path++) {
      nulls += table.nulls(path);
    }
    return nulls;
  }

  private void requireConversions(PathTable table, String model) {
    long least = config.value(ModelSettings.LEAST_CONVERSIONS);
    if (table.totalConversions() < least) {
      throw new FitRefused(
          "The window has "
              + Math.round(table.totalConversions())
              + " conversions, and "
              + model
              + " is not fitted to fewer than "
              + least
              + ".",
          "Fit a longer window, or lower models.least_conversions.");
    }
  }

  private void requireSolved(ModelFit fit) {
    double largest = config.value(ModelSettings.LARGEST_RESIDUAL);
    if (!(fit.residual() <= largest)) {
      throw new FitRefused(
          "The equations of "
              + fit.model()
              + " are solved to "
              + fit.residual()
              + " only, and models.largest_residual is "
              + largest
              + ": journeys are very long, or counts differ by many orders of magnitude.",
          "Fit another window or a lower order.");
    }
  }

  private static void requireEffect(ModelFit fit) {
    boolean shares =
        fit.channels().stream()
            .allMatch(
                one ->
                    one.effect() >= 0
                        && Double.isFinite(one.effect())
                        && Double.isFinite(one.conversions()));
    boolean any = fit.channels().stream().anyMatch(one -> one.effect() > 0);
    if (!shares || !any) {
      throw new FitRefused(
          "The fit of "
              + fit.model()
              + " is degenerate: "
              + (shares ? "no channel has any effect." : "an effect is negative or no number."),
          "See with 'tributary query' what the window's conversions and touchpoints look like.");
    }
  }
}
