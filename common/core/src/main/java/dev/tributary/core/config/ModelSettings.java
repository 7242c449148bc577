package dev.tributary.core.config;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Settings of models that are fitted to journeys. */
public final class ModelSettings {

  private static final Pattern FITTABLE = Pattern.compile("markov_[1-4]|shapley_subset");

  /** Fitted models that conversions are credited by. */
  public static final Setting<List<String>> FITTED =
      new Setting<>(
          "models.fitted",
          List.of(),
          "models",
          "Fitted models that a batch credits by, beside the rules; each uses its current fit.",
          ModelSettings::names,
          names -> names.stream().allMatch(ModelSettings::canBeFitted),
          "a list of markov_1 to markov_4 and shapley_subset, such as markov_1,shapley_subset");

  /** The effects of those fits; a batch fills it in. */
  public static final Setting<String> EFFECTS =
      Setting.text(
          "models.effects",
          "",
          "JSON",
          "Effects of channels by fitted model; a batch fills it in from the current fits.",
          text -> text.isEmpty() || text.startsWith("{"),
          "a JSON object");

  /** Error of the solved equations above which a fit is refused. */
  public static final Setting<Double> LARGEST_RESIDUAL =
      Setting.real(
          "models.largest_residual",
          1e-9,
          0,
          1,
          "probability",
          "Error of the solved equations above which a fit is refused.");

  /** Conversions below which a fit is refused. */
  public static final Setting<Long> LEAST_CONVERSIONS =
      Setting.whole(
          "models.least_conversions",
          10,
          1,
          1_000_000_000,
          "conversions",
          "Conversions below which a fit is refused.");

  /** Of fewer redraws, none lies beyond either end of the middle 95 %. */
  public static final int FEWEST_DRAWS = 40;

  /** As many as anybody waits for. */
  public static final int MOST_DRAWS = 100_000;

  /** Redraws for the intervals of a fit. */
  public static final Setting<Long> BOOTSTRAP_DRAWS =
      Setting.whole(
          "models.bootstrap_draws",
          200,
          FEWEST_DRAWS,
          MOST_DRAWS,
          "draws",
          "Redraws of the journeys from which a fit's intervals come.");

  static final List<Setting<?>> ALL =
      List.of(FITTED, EFFECTS, LARGEST_RESIDUAL, LEAST_CONVERSIONS, BOOTSTRAP_DRAWS);

  /** Whether a model of that name can be fitted and credit single conversions. */
  public static boolean canBeFitted(String model) {
    return FITTABLE.matcher(model).matches();
  }

  private static List<String> names(String text) {
    return Arrays.stream(text.split(","))
        .map(String::trim)
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  private ModelSettings() {}
}
