package dev.tributary.batch.fit;

import static org.apache.spark.sql.functions.col;

import dev.tributary.core.attribution.FittedModels;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ModelSettings;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Records;
import dev.tributary.lake.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The table model_fits. */
public final class StoredFits {

  private final Lake lake;

  public StoredFits(Lake lake) {
    this.lake = lake;
  }

  /** The rows of a fit; none where there is no such fit. */
  public List<FitRow> named(String fitId) {
    return rows("fit_id", fitId);
  }

  /** The rows of a model's newest fit; none before its first. */
  public List<FitRow> current(String model) {
    List<FitRow> all = rows("model", model);
    return all.stream()
        .max(Comparator.comparing(FitRow::fittedAt).thenComparing(FitRow::fitId))
        .map(newest -> all.stream().filter(row -> row.fitId().equals(newest.fitId())).toList())
        .orElse(List.of());
  }

  /** Adds a fit, once, whoever else adds the same. */
  public void add(List<FitRow> fit) {
    lake.create(Table.MODEL_FITS);
    lake.appendOnce(
        Table.MODEL_FITS,
        Records.table(lake.spark(), fit, FitRow.class).coalesce(1),
        fit.get(0).fitId(),
        1);
  }

  /**
   * The same config, carrying the current fit of each model that it wants to credit by. A model
   * that nobody has fitted yet is left out.
   */
  public Config into(Config config) {
    Map<String, FittedModels.Fit> fits = new TreeMap<>();
    for (String model : config.value(ModelSettings.FITTED)) {
      List<FitRow> rows = current(model);
      if (!rows.isEmpty()) {
        fits.put(
            model,
            new FittedModels.Fit(
                rows.get(0).fitId(),
                rows.stream().collect(Collectors.toMap(FitRow::channel, FitRow::effect))));
      }
    }
    return new FittedModels(fits).into(config);
  }

  private List<FitRow> rows(String column, String value) {
    if (!lake.exists(Table.MODEL_FITS)) {
      return List.of();
    }
    return Records.typed(
            lake.read(Table.MODEL_FITS).where(col(column).equalTo(value)), FitRow.class)
        .collectAsList()
        .stream()
        .sorted(Comparator.comparing(FitRow::channel))
        .toList();
  }
}
