package dev.tributary.serving.figures;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.view.MergedView;
import java.nio.file.Path;

/** The figures as the table attribution says, for whoever has no live feed. */
public final class TableFigures {

  private TableFigures() {}

  /** Final cells before the boundary, provisional ones from it. */
  public static MergedView view(Path lake, Config config) {
    PublishedFigures figures = PublishedFigures.read(lake, config);
    return MergedView.of(
        figures.note().boundary(),
        config.value(ReportingSettings.TIME_ZONE),
        figures.settled(),
        figures.provisional());
  }
}
