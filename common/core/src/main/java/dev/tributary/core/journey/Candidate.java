package dev.tributary.core.journey;

import java.util.Optional;

/**
 * An event that is a touch, or would be but for a standing reason that holds for every conversion.
 *
 * @param standing empty where it is a touch
 * @param click the click it is one touch with, or null
 */
record Candidate(
    TimelineEvent event,
    TouchKind kind,
    Touchpoint touch,
    Optional<Exclusion> standing,
    TimelineEvent click) {

  static Candidate touch(TimelineEvent event, TouchKind kind) {
    return new Candidate(event, kind, touchpoint(event, kind), Optional.empty(), null);
  }

  static Candidate excluded(TimelineEvent event, TouchKind kind, Exclusion reason) {
    return new Candidate(event, kind, touchpoint(event, kind), Optional.of(reason), null);
  }

  static Candidate landing(TimelineEvent pageView, TimelineEvent click) {
    return new Candidate(
        pageView,
        TouchKind.VISIT,
        touchpoint(pageView, TouchKind.VISIT),
        Optional.of(Exclusion.SAME_TOUCH_AS_CLICK),
        click);
  }

  private static Touchpoint touchpoint(TimelineEvent event, TouchKind kind) {
    return new Touchpoint(
        event.key(),
        event.occurredAt(),
        kind.wire(),
        event.channel(),
        event.source(),
        event.medium(),
        event.campaign(),
        event.adGroup(),
        event.clickId());
  }
}
