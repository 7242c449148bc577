package dev.tributary.testkit;

import dev.tributary.core.config.Config;
import dev.tributary.core.event.Event;
import dev.tributary.core.journey.AttributedConversion;
import java.util.List;

class InMemoryAttributionContractTest extends AttributionContract {

  private final InMemoryAttribution attribution =
      new InMemoryAttribution(Config.defaults(), Sketch.PSEUDONYMS);

  @Override
  protected List<AttributedConversion> attribute(List<Event> events) {
    return attribution.attribute(events);
  }
}
