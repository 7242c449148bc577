package dev.tributary.core.journey;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the click that led to a page view: by the click id that both carry or, where the page view
 * carries none, by the same link within five minutes either way (their clocks may differ).
 */
final class Landings {

  private static final Duration NEAR = Duration.ofMinutes(5);

  private final Map<String, TimelineEvent> byClickId = new HashMap<>();
  private final Map<String, NavigableMap<Instant, TimelineEvent>> byLink = new HashMap<>();

  /**
   * Indexes the clicks of one person.
   *
   * @param clicks those that are touches, in journey order
   */
  Landings(List<TimelineEvent> clicks) {
    for (TimelineEvent click : clicks) {
      if (click.clickId() != null) {
        byClickId.putIfAbsent(click.clickId(), click);
      }
      if (click.linkId() != null) {
        byLink
            .computeIfAbsent(click.linkId(), link -> new TreeMap<>())
            .putIfAbsent(click.occurredAt(), click);
      }
    }
  }

  Optional<TimelineEvent> clickOf(TimelineEvent pageView) {
    if (pageView.clickId() != null) {
      return Optional.ofNullable(byClickId.get(pageView.clickId()));
    }
    NavigableMap<Instant, TimelineEvent> sameLink =
        pageView.linkId() == null ? null : byLink.get(pageView.linkId());
    if (sameLink == null) {
      return Optional.empty();
    }
    List<TimelineEvent> near = new ArrayList<>(2);
    addNear(sameLink.floorEntry(pageView.occurredAt()), pageView, near);
    addNear(sameLink.higherEntry(pageView.occurredAt()), pageView, near);
    return near.stream().findFirst();
  }

  private static void addNear(
      Map.Entry<Instant, TimelineEvent> click, TimelineEvent pageView, List<TimelineEvent> near) {
    if (click != null
        && Duration.between(click.getKey(), pageView.occurredAt()).abs().compareTo(NEAR) <= 0) {
      near.add(click.getValue());
    }
  }
}
