package dev.tributary.testkit;

import dev.tributary.core.config.Config;
import dev.tributary.core.event.Event;
import dev.tributary.core.journey.AttributedConversion;
import java.util.List;

/** The contract of attribution, kept by explanations: they tell the credit that is given. */
class ExplainedAttributionContractTest extends AttributionContract {

  private final InMemoryAttribution attribution =
      new InMemoryAttribution(Config.defaults(), Sketch.PSEUDONYMS);

  @Override
  protected List<AttributedConversion> attribute(List<Event> events) {
    return attribution.explain(events);
  }
}
