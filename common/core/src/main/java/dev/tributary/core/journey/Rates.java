package dev.tributary.core.journey;

import dev.tributary.core.config.ClassifySettings;
import dev.tributary.core.config.Config;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds devices that click and look faster than people do. All that such a device ever did is no
 * touch, so that the answer does not depend on where in a burst one looks; an order stays an order.
 */
final class Rates {

  private record Rule(Duration span, long most) {}

  private final List<Rule> rules;
  private final long fewest;

  Rates(Config config) {
    rules =
        List.of(
                new Rule(Duration.ofMinutes(1), config.value(ClassifySettings.BOT_EVENTS_A_MINUTE)),
                new Rule(Duration.ofDays(1), config.value(ClassifySettings.BOT_EVENTS_A_DAY)))
            .stream()
            .filter(rule -> rule.most() > 0)
            .toList();
    fewest = rules.stream().mapToLong(Rule::most).min().orElse(Long.MAX_VALUE);
  }

  /** Visitors, or users without one, beyond a rate. */
  Set<String> devices(List<TimelineEvent> ordered) {
    if (ordered.size() <= fewest) {
      return Set.of(); // Nearly always: nobody in here can be beyond any rate.
    }
    Set<String> beyond = new HashSet<>();
    for (Rule rule : rules) {
      Map<String, Deque<Instant>> within = new HashMap<>();
      for (TimelineEvent event : ordered) {
        if (Kinds.click(event) || Kinds.pageView(event) || Kinds.impression(event)) {
          Deque<Instant> span =
              within.computeIfAbsent(Kinds.device(event), device -> new ArrayDeque<>());
          span.addLast(event.occurredAt());
          while (!span.getFirst().isAfter(event.occurredAt().minus(rule.span()))) {
            span.removeFirst();
          }
          if (span.size() > rule.most()) {
            beyond.add(Kinds.device(event));
          }
        }
      }
    }
    return beyond;
  }
}
