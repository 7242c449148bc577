package dev.tributary.speed.attribution;

import dev.tributary.core.config.Config;
import dev.tributary.core.event.Event;
import dev.tributary.core.view.Boundary;
import dev.tributary.core.view.CreditRow;
import dev.tributary.core.view.Credits;
import dev.tributary.core.view.ProvisionalCredits;
import dev.tributary.testkit.AdjustmentContract;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The contract of adjustments, kept by the speed layer's processors: one event a micro-batch. */
class StreamedAdjustmentTest extends AdjustmentContract {

  @TempDir Path folder;

  @Override
  protected List<CreditRow> rows(List<Event> events) {
    Processors processors = new Processors(Config.defaults(), folder.resolve("key"), 1);
    ProvisionalCredits credits = new ProvisionalCredits(Boundary.NOTHING_PUBLISHED);
    for (Event event : events) {
      processors
          .news(List.of(processors.meaning().enricher().enrich(event)))
          .forEach(credits::offer);
    }
    Credits rows = new Credits(ZoneOffset.UTC);
    List<CreditRow> all = new ArrayList<>();
    credits.current().forEach(revision -> all.addAll(rows.provisional(revision)));
    all.addAll(credits.adjustmentRows(ZoneOffset.UTC, List.of()));
    return all;
  }
}
