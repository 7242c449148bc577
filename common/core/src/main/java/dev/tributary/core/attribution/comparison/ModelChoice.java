package dev.tributary.core.attribution.comparison;

import dev.tributary.core.attribution.CreditRules;
import dev.tributary.core.attribution.CustomWeights;
import dev.tributary.core.attribution.RuleModel;
import dev.tributary.core.attribution.SubsetShares;
import dev.tributary.core.attribution.markov.Markov;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.Distance;
import dev.tributary.core.config.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Which models are wanted.
 *
 * @param names as typed: a wire name, {@code markov} (of the given order) or {@code shapley} (of
 *     the given game); empty for the usual ones
 * @param order of {@code markov}, 1 to 4
 * @param games of {@code shapley}
 * @param positions whether the subset game tells positions apart
 */
public record ModelChoice(List<String> names, int order, List<Game> games, Positions positions) {

  /** The two games of Shapley. */
  public enum Game {
    SUBSET,
    RATE
  }

  /** Whether a channel's positions on the path have lines of their own. */
  public enum Positions {
    TOGETHER,
    APART
  }

  private static final List<String> USUAL =
      List.of(
          "first_touch",
          "last_touch",
          "last_non_direct",
          "linear",
          "position_based",
          "markov",
          "shapley");

  public ModelChoice {
    names = List.copyOf(names);
    games = games.isEmpty() ? List.of(Game.values()) : List.copyOf(games);
    if (order < 1 || order > Markov.MOST_ORDER) {
      throw new ModelChoiceException(
          "There is no markov model of order "
              + order
              + ": a state remembers 1 to "
              + Markov.MOST_ORDER
              + " channels. Choose an order from 1 to "
              + Markov.MOST_ORDER
              + ".");
    }
  }

  /**
   * The models, each once, in the order in which they were named.
   *
   * @throws ModelChoiceException for a name that is no model, or one that paths can't answer
   */
  public List<PathModel> models(Config config) {
    Map<String, Supplier<PathModel>> known = known(config);
    Map<String, PathModel> chosen = new LinkedHashMap<>();
    for (String name : names.isEmpty() ? USUAL : names) {
      for (String wire : spelledOut(name)) {
        Supplier<PathModel> model = known.get(wire);
        if (model == null) {
          throw unknown(name, known);
        }
        chosen.putIfAbsent(wire, model.get());
      }
    }
    if (positions == Positions.APART && !chosen.containsKey(SubsetShares.WIRE)) {
      throw new ModelChoiceException(
          "Only shapley_subset tells positions apart, and it is none of the models asked for ("
              + String.join(", ", chosen.keySet())
              + "). Name it too, or leave --by-position out.");
    }
    return List.copyOf(chosen.values());
  }

  private List<String> spelledOut(String name) {
    return switch (name) {
      case "markov" -> List.of("markov_" + order);
      case "shapley" ->
          games.stream()
              .map(game -> game == Game.SUBSET ? SubsetShares.WIRE : "shapley_rate")
              .toList();
      default -> List.of(name);
    };
  }

  private Map<String, Supplier<PathModel>> known(Config config) {
    Map<String, Supplier<PathModel>> known = new LinkedHashMap<>();
    CreditRules rules = CreditRules.of(config);
    for (RuleModel model : RuleModel.values()) {
      known.put(model.wire(), () -> new RulePathModel(model, rules));
    }
    known.put(RuleModel.TIME_DECAY.wire(), ModelChoice::refuseTimeDecay);
    known.put(CustomWeights.WIRE, () -> custom(config));
    for (int k = 1; k <= Markov.MOST_ORDER; k++) {
      PathModel markov = new MarkovPathModel(k);
      known.put(markov.wire(), () -> markov);
    }
    known.put(
        SubsetShares.WIRE,
        () -> positions == Positions.APART ? new SubsetByPosition() : new SubsetPathModel());
    known.put("shapley_rate", RatePathModel::new);
    return known;
  }

  private static PathModel refuseTimeDecay() {
    throw new ModelChoiceException(
        "The model time_decay can't be computed from paths: it weighs each touch by its age, and a"
            + " path tells the order of the touches but not their times. Leave it out, or import"
            + " the events themselves and run 'tributary batch'.");
  }

  private static PathModel custom(Config config) {
    return CustomWeights.of(config)
        .map(CustomPathModel::new)
        .orElseThrow(
            () ->
                new ModelChoiceException(
                    "The model custom has no weights: neither attribution.custom_positions nor"
                        + " attribution.custom_channels is set. Set one, for example --set"
                        + " attribution.custom_positions=3,2,1."));
  }

  private static ModelChoiceException unknown(String name, Map<String, Supplier<PathModel>> known) {
    List<String> names = new ArrayList<>(known.keySet());
    names.add("markov");
    names.add("shapley");
    return new ModelChoiceException(
        "There is no model '"
            + Quoted.shortened(name)
            + "'"
            + Distance.hint(name, names)
            + ". The models are "
            + String.join(", ", names)
            + ".");
  }
}
