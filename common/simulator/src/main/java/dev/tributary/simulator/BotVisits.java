package dev.tributary.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Machines that read pages and follow ads; they buy nothing and earn nothing. */
final class BotVisits {

  private static final long STREAM = -1;

  private BotVisits() {}

  static List<SimulatedEvent> of(SimulationOptions options) {
    Chance chance = new Chance(options.seed(), STREAM);
    Instant from =
        options.lastDay().minusDays(options.days() - 1L).atStartOfDay(ZoneOffset.UTC).toInstant();
    long window = options.days() * 86_400_000L - 3_600_000L;
    int bots = (int) Math.round(options.visitors() * options.rates().bots());
    List<SimulatedEvent> events = new ArrayList<>();
    for (int bot = 0; bot < bots; bot++) {
      Visitor visitor = new Visitor("b" + chance.identifier(20), "robot", true);
      Instant at = from.plusMillis(chance.millisBelow(window));
      int pages = chance.between(2, 8);
      for (int page = 0; page < pages; page++) {
        at = at.plusMillis(chance.between(50, 900));
        Map<String, Object> view =
            EventFields.of("page_view", "bot-" + bot + "-" + page, at, visitor);
        String clickId = "c" + chance.identifier(24);
        view.put("page_url", EventFields.landing(TrafficSource.draw(chance), clickId));
        events.add(new SimulatedEvent(at, view));
      }
    }
    return events;
  }
}
