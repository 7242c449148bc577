package dev.tributary.core.journey;

import dev.tributary.core.config.ClassifySettings;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds devices that click and look faster than people do. All that such a device ever did is no
 * touch, so that the answer does not depend on where in a burst one looks; an order stays an order.
 */
final class Rates {

  private record Rule(String setting, Duration span, String within, long most) {}

  /**
   * The most that a device did within the span of the first rule that it broke.
   *
   * @param events its clicks, page views and impressions within that span
   */
  record Burst(Rule rule, int events) {

    /** To go on a sentence with, after who did it. */
    String reason() {
      return "clicked and looked "
          + events
          + " times within "
          + rule.within()
          + "; "
          + rule.setting()
          + " allows "
          + rule.most();
    }

    private Burst or(Burst later) {
      return rule.equals(later.rule) && later.events > events ? later : this;
    }
  }

  private final List<Rule> rules;
  private final long fewest;

  Rates(Config config) {
    rules =
        List.of(
                rule(
                    config,
                    ClassifySettings.BOT_EVENTS_A_MINUTE,
                    Duration.ofMinutes(1),
                    "a minute"),
                rule(config, ClassifySettings.BOT_EVENTS_A_DAY, Duration.ofDays(1), "24 hours"))
            .stream()
            .filter(rule -> rule.most() > 0)
            .toList();
    fewest = rules.stream().mapToLong(Rule::most).min().orElse(Long.MAX_VALUE);
  }

  private static Rule rule(Config config, Setting<Long> most, Duration span, String within) {
    return new Rule(most.key(), span, within, config.value(most));
  }

  /** Visitors, or users without one, beyond a rate. */
  Map<String, Burst> devices(List<TimelineEvent> ordered) {
    if (ordered.size() <= fewest) {
      return Map.of(); // Nearly always: nobody in here can be beyond any rate.
    }
    Map<String, Burst> beyond = new HashMap<>();
    for (Rule rule : rules) {
      Map<String, Deque<Instant>> within = new HashMap<>();
      for (TimelineEvent event : ordered) {
        if (Kinds.look(event)) {
          Deque<Instant> span =
              within.computeIfAbsent(Kinds.device(event), device -> new ArrayDeque<>());
          span.addLast(event.occurredAt());
          while (!span.getFirst().isAfter(event.occurredAt().minus(rule.span()))) {
            span.removeFirst();
          }
          if (span.size() > rule.most()) {
            beyond.merge(Kinds.device(event), new Burst(rule, span.size()), Burst::or);
          }
        }
      }
    }
    return beyond;
  }
}
