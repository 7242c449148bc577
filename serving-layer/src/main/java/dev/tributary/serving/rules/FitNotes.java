package dev.tributary.serving.rules;

import dev.tributary.core.attribution.FittedModels;
import dev.tributary.core.attribution.SubsetShares;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ModelSettings;
import dev.tributary.core.journey.ChannelMoves.Move;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a reader has to know of a fitted model's figures: a fit knows the channels of its days. */
final class FitNotes {

  private FitNotes() {}

  /**
   * A sentence for each model that needs one.
   *
   * @param config carries the fits
   */
  static Map<String, String> of(Config config, List<Move> moves) {
    Map<String, FittedModels.Fit> fits = FittedModels.of(config).fits();
    Map<String, String> notes = new TreeMap<>();
    for (String model : config.value(ModelSettings.FITTED)) {
      FittedModels.Fit fit = fits.get(model);
      if (fit == null) {
        notes.put(model, unfitted(model));
        continue;
      }
      List<String> strange =
          moves.stream()
              .map(Move::to)
              .filter(channel -> !fit.effects().containsKey(channel))
              .distinct()
              .sorted()
              .toList();
      // The game of subsets shares an order among its own channels, whatever a fit knows.
      if (!strange.isEmpty() && !model.equals(SubsetShares.WIRE)) {
        notes.put(model, unweighed(model, fit, strange));
      }
    }
    return notes;
  }

  private static String unfitted(String model) {
    return "The model "
        + model
        + " (models.fitted) has no fit yet: a run leaves it out, and so does this.";
  }

  private static String unweighed(String model, FittedModels.Fit fit, List<String> channels) {
    return "The model "
        + model
        + " credits by its current fit "
        + fit.version()
        + ", as the next run will. That fit does not know "
        + String.join(", ", channels)
        + ": such a channel gets nothing beside one that it knows, until 'tributary fit' has read"
        + " days that were published with it.";
  }
}
