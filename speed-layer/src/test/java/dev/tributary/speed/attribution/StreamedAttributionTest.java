package dev.tributary.speed.attribution;

import dev.tributary.core.config.Config;
import dev.tributary.core.event.Event;
import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.view.Boundary;
import dev.tributary.core.view.CreditRevision;
import dev.tributary.core.view.ProvisionalCredits;
import dev.tributary.testkit.AttributionContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The contract of attribution, kept by the speed layer's processors: one event a micro-batch. */
class StreamedAttributionTest extends AttributionContract {

  @TempDir Path folder;

  @Override
  protected List<AttributedConversion> attribute(List<Event> events) {
    Processors processors = new Processors(Config.defaults(), folder.resolve("key"), 1);
    ProvisionalCredits credits = new ProvisionalCredits(Boundary.NOTHING_PUBLISHED);
    for (Event event : events) {
      processors
          .batch(List.of(processors.meaning().enricher().enrich(event)))
          .forEach(credits::offer);
    }
    return credits.current().stream().map(CreditRevision::credit).toList();
  }
}
