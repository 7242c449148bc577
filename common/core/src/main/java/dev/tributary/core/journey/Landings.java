package dev.tributary.core.journey;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the click that led to a page view: by the click id that both carry or, where the page view
 * carries none, by the same link within five minutes either way (their clocks may differ). Of
 * several it is the last before the page, else the first after it.
 */
final class Landings {

  private static final Duration NEAR = Duration.ofMinutes(5);

  private final Map<String, NavigableMap<Instant, TimelineEvent>> byClickId = new HashMap<>();
  private final Map<String, NavigableMap<Instant, TimelineEvent>> byLink = new HashMap<>();

  /**
   * Indexes the clicks of one person.
   *
   * @param clicks those that are touches, in journey order
   */
  Landings(List<TimelineEvent> clicks) {
    for (TimelineEvent click : clicks) {
      if (click.clickId() != null) {
        add(byClickId, click.clickId(), click);
      }
      if (click.linkId() != null) {
        add(byLink, click.linkId(), click);
      }
    }
  }

  Optional<TimelineEvent> clickOf(TimelineEvent pageView) {
    Instant at = pageView.occurredAt();
    if (pageView.clickId() != null) {
      return lastBeforeElseFirstAfter(byClickId.get(pageView.clickId()), at);
    }
    NavigableMap<Instant, TimelineEvent> sameLink =
        pageView.linkId() == null ? null : byLink.get(pageView.linkId());
    return lastBeforeElseFirstAfter(
        sameLink == null ? null : sameLink.subMap(at.minus(NEAR), true, at.plus(NEAR), true), at);
  }

  private static void add(
      Map<String, NavigableMap<Instant, TimelineEvent>> index, String id, TimelineEvent click) {
    index.computeIfAbsent(id, none -> new TreeMap<>()).putIfAbsent(click.occurredAt(), click);
  }

  /**
   * @param clicks or null where there is none
   */
  private static Optional<TimelineEvent> lastBeforeElseFirstAfter(
      NavigableMap<Instant, TimelineEvent> clicks, Instant at) {
    if (clicks == null || clicks.isEmpty()) {
      return Optional.empty();
    }
    Map.Entry<Instant, TimelineEvent> before = clicks.floorEntry(at);
    return Optional.of(before == null ? clicks.firstEntry().getValue() : before.getValue());
  }
}
