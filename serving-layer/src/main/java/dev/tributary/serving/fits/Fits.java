package dev.tributary.serving.fits;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.core.attribution.FittedModels;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ModelSettings;
import dev.tributary.serving.lake.LakeQuery;
import dev.tributary.serving.lake.QueryResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The config that orders are credited by, with the fits of its fitted models.
 *
 * @param config carries these fits and no others
 * @param notes what a reader has to know where a fit is not there any more
 */
public record Fits(Config config, List<String> notes) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** As the next run would credit: each model that is asked for by its newest fit. */
  public static Fits today(LakeQuery lake, Config config) {
    Map<String, FittedModels.Fit> fits = new TreeMap<>();
    for (String model : config.value(ModelSettings.FITTED)) {
      rows(
              lake,
              "SELECT fit_id FROM model_fits WHERE model = ? ORDER BY fitted_at DESC, fit_id DESC"
                  + " LIMIT 1",
              model)
          .forEach(row -> fits.put(model, fit(lake, (String) row[0]).orElseThrow()));
    }
    return new Fits(new FittedModels(fits).into(config), List.of());
  }

  /**
   * As a publication credited.
   *
   * @param modelVersions JSON: model to version, as the publication pins them; null where it says
   *     nothing
   */
  public static Fits pinned(LakeQuery lake, Config config, String modelVersions) {
    Map<String, FittedModels.Fit> carried = FittedModels.of(config).fits();
    Map<String, FittedModels.Fit> fits = new TreeMap<>();
    List<String> notes = new ArrayList<>();
    versions(modelVersions)
        .forEach(
            (model, version) ->
                fit(lake, version)
                    .or(
                        () ->
                            Optional.ofNullable(carried.get(model))
                                .filter(fit -> fit.version().equals(version)))
                    .ifPresentOrElse(
                        fit -> fits.put(model, fit), () -> notes.add(gone(model, version))));
    Config none = config.with(ModelSettings.EFFECTS.key(), "");
    return new Fits(new FittedModels(fits).into(none), notes);
  }

  private static Map<String, String> versions(String modelVersions) {
    Map<String, String> versions = new TreeMap<>();
    if (modelVersions == null) {
      return versions;
    }
    try {
      for (Map.Entry<String, JsonNode> model : JSON.readTree(modelVersions).properties()) {
        if (ModelSettings.canBeFitted(model.getKey())) {
          versions.put(model.getKey(), model.getValue().asText());
        }
      }
      return versions;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "publications.model_versions is no JSON: "
              + modelVersions
              + ". Something other than"
              + " Tributary wrote to that table; restore it.",
          e);
    }
  }

  private static Optional<FittedModels.Fit> fit(LakeQuery lake, String fitId) {
    Map<String, Double> effects = new HashMap<>();
    rows(lake, "SELECT channel, effect FROM model_fits WHERE fit_id = ?", fitId)
        .forEach(row -> effects.put((String) row[0], (Double) row[1]));
    return effects.isEmpty() ? Optional.empty() : Optional.of(new FittedModels.Fit(fitId, effects));
  }

  private static List<Object[]> rows(LakeQuery lake, String sql, String parameter) {
    try (QueryResult rows = lake.ask(sql, parameter)) {
      return rows.all();
    }
  }

  private static String gone(String model, String version) {
    return "The table model_fits does not hold the fit "
        + version
        + ", by which "
        + model
        + " was published, so what it gives each touch can't be computed here.";
  }
}
