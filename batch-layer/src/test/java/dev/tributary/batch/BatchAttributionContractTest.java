package dev.tributary.batch;

import dev.tributary.core.event.Event;
import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.testkit.AttributionContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class BatchAttributionContractTest extends AttributionContract {

  @TempDir private Path root;

  @Override
  protected List<AttributedConversion> attribute(List<Event> events) {
    return new BatchAttribution(new BatchWorld(root)).attribute(events);
  }
}
