package dev.tributary.testkit;

import dev.tributary.core.event.EventType;
import dev.tributary.core.event.Identifiers;
import dev.tributary.core.journey.TimelineEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Generates what one person did over three days as it arrives, a few events at a time: late, twice
 * in copies that differ, by people and robots, with and against consent. Times lie on a grid of ten
 * minutes, so that equal ones, ends of sessions and of windows of whole days do occur.
 */
public final class ArrivalArbitraries {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final int STEPS = 3 * 24 * 6;
  private static final List<String> CHANNELS = List.of("Direct", "Email", "Paid Search", "Social");
  private static final List<EventType> TYPES =
      List.of(
          EventType.CLICK,
          EventType.CLICK,
          EventType.IMPRESSION,
          EventType.PAGE_VIEW,
          EventType.PAGE_VIEW,
          EventType.PAGE_VIEW,
          EventType.CONVERSION,
          EventType.CONVERSION,
          EventType.CONVERSION,
          EventType.IDENTIFY,
          EventType.CONSENT);

  private ArrivalArbitraries() {}

  /**
   * Batches of events in order of arrival.
   *
   * @param visitors devices of the person; null among them is an event without a visitor
   */
  public static Arbitrary<List<List<TimelineEvent>>> arrivals(List<String> visitors) {
    return Combinators.combine(
            Arbitraries.integers().between(0, TYPES.size() - 1),
            Arbitraries.integers().between(0, STEPS),
            Arbitraries.integers().between(0, visitors.size() - 1),
            Arbitraries.integers().between(0, CHANNELS.size() - 1),
            Arbitraries.integers().between(0, 9),
            Arbitraries.integers().between(0, 20),
            Arbitraries.integers().between(0, (1 << 12) - 1))
        .as(Draft::new)
        .list()
        .ofMaxSize(45)
        .map(drafts -> batches(drafts, visitors));
  }

  /**
   * What chance decides about one event.
   *
   * @param key one of few, so that several events are copies of one
   * @param chances twelve bits
   */
  private record Draft(
      int type, int step, int visitor, int channel, int key, int delay, int chances) {

    /** True once in as many, a power of two; from this bit on. */
    boolean oneIn(int many, int bit) {
      return (chances >> bit) % many == 0;
    }
  }

  private static List<List<TimelineEvent>> batches(List<Draft> drafts, List<String> visitors) {
    List<List<TimelineEvent>> batches = new ArrayList<>();
    List<TimelineEvent> batch = new ArrayList<>();
    for (Draft draft : drafts) {
      batch.add(event(draft, visitors.get(draft.visitor())));
      if (draft.oneIn(2, 0)) {
        batches.add(batch);
        batch = new ArrayList<>();
      }
    }
    batches.add(batch);
    return batches;
  }

  private static TimelineEvent event(Draft draft, String visitor) {
    EventType type = TYPES.get(draft.type());
    boolean order = type == EventType.CONVERSION;
    boolean carries = draft.oneIn(4, 1);
    boolean ours = visitor == null || draft.oneIn(2, 3);
    String channel = CHANNELS.get(draft.channel());
    Instant at = START.plus(Duration.ofMinutes(10L * draft.step()));
    return new TimelineEvent(
        type.wire() + ":" + draft.key(),
        type.wire(),
        at,
        at.plusSeconds(1 + 600L * draft.delay()),
        "collector",
        draft.delay(),
        type == EventType.CONSENT ? Sketch.PSEUDONYMS.of(String.valueOf(visitor)) : visitor,
        draft.oneIn(16, 4) ? "user" : null,
        carries ? "click-" + draft.key() % 3 : null,
        carries ? (ours ? Identifiers.FIRST_PARTY_CLICK_ID : "gclid") : null,
        draft.oneIn(4, 8) ? "link-" + draft.key() % 2 : null,
        channel,
        channel.toLowerCase(java.util.Locale.ROOT),
        "medium",
        draft.oneIn(2, 3) ? null : "campaign",
        null,
        null,
        null,
        !channel.equals("Direct"),
        "a rule",
        draft.oneIn(16, 5),
        type == EventType.CONSENT ? draft.oneIn(2, 2) : !draft.oneIn(16, 6),
        order ? (draft.oneIn(4, 7) ? "lead" : "purchase") : null,
        order ? "order-" + draft.key() : null,
        order ? 1_000L + draft.key() : null,
        order ? "EUR" : null,
        null,
        null);
  }
}
