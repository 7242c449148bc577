package dev.tributary.batch.version;

import dev.tributary.batch.Json;
import dev.tributary.core.attribution.CustomWeights;
import dev.tributary.core.attribution.FittedModels;
import dev.tributary.core.attribution.RuleModel;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ModelSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which version of each model a run credits by. */
public final class ModelVersions {

  private ModelVersions() {}

  /** JSON: a fitted model has the version of its fit, any other that of the rules. */
  public static String json(Config config) {
    Map<String, String> versions = new TreeMap<>();
    String rules = RuleFingerprint.of(config);
    for (RuleModel model : RuleModel.values()) {
      versions.put(model.wire(), rules);
    }
    CustomWeights.of(config).ifPresent(weights -> versions.put(weights.wire(), rules));
    FittedModels.of(config).fits().forEach((model, fit) -> versions.put(model, fit.version()));
    return Json.write(versions);
  }

  /** A sentence for each model that the config wants and nobody has fitted. */
  public static List<String> missing(Config config) {
    List<String> sentences = new ArrayList<>();
    for (String model : config.value(ModelSettings.FITTED)) {
      if (!FittedModels.of(config).fits().containsKey(model)) {
        sentences.add(
            "The model "
                + model
                + " (models.fitted) has no fit yet and is left out. Fit it with 'tributary fit"
                + " --from D --to D --model "
                + model
                + "', then publish again.");
      }
    }
    return sentences;
  }
}
