package dev.tributary.core.attribution.comparison;

import dev.tributary.core.attribution.paths.PathTable;
import dev.tributary.core.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that is asked of one path table. */
public final class PathAttribution {

  private final List<PathModel> models;
  private final Optional<Bootstrap> bootstrap;

  /**
   * Checks the wish before a table is read.
   *
   * @throws ModelChoiceException when it can't be met
   */
  public PathAttribution(ModelChoice choice, Optional<Bootstrap> bootstrap, Config config) {
    this.models = choice.models(config);
    this.bootstrap = bootstrap;
  }

  /** All models side by side: their lines in the order in which they were named. */
  public ModelAnswer credit(PathTable table) {
    List<CreditLine> lines = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (PathModel model : models) {
      ModelAnswer plain = model.credit(table);
      ModelAnswer answer = bootstrap.map(b -> b.intervals(model, table, plain)).orElse(plain);
      lines.addAll(answer.lines());
      notes.addAll(answer.notes());
    }
    return new ModelAnswer(lines, notes);
  }
}
