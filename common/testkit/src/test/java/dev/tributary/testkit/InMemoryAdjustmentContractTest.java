package dev.tributary.testkit;

import dev.tributary.core.config.Config;
import dev.tributary.core.event.Event;
import dev.tributary.core.view.CreditRow;
import java.util.List;

class InMemoryAdjustmentContractTest extends AdjustmentContract {

  @Override
  protected List<CreditRow> rows(List<Event> events) {
    return new InMemoryAttribution(Config.defaults(), Sketch.PSEUDONYMS).rows(events);
  }
}
