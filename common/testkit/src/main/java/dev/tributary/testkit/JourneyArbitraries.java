package dev.tributary.testkit;

import dev.tributary.core.event.Event;
import dev.tributary.core.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Generates journeys of one visitor, or of two. Times are coarse, so that equal ones and edges do
 * occur.
 */
public final class JourneyArbitraries {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int HOURS = 60 * 24;
  private static final List<String> ONE = List.of("v");
  private static final List<String> TWO = List.of("v", "w");

  /** Minor units: mostly what people buy, now and then as much as is admitted. */
  private static final Arbitrary<Long> VALUES =
      Arbitraries.frequencyOf(
          Tuple.of(9, Arbitraries.longs().between(0, 100_000)),
          Tuple.of(1, Arbitraries.longs().between(0, Money.LIMIT - 1)));

  private static final List<String[]> SOURCES =
      List.of(
          new String[] {"google", "cpc"},
          new String[] {"google", "organic"},
          new String[] {"newsletter", "email"},
          new String[] {"facebook", "social"},
          new String[] {"(direct)", "(none)"});

  private JourneyArbitraries() {}

  /** Clicks and orders over sixty days; some orders have no touch within thirty. */
  public static Arbitrary<List<Event>> clicksAndOrders() {
    return journeys(3, ONE);
  }

  /** The same by two visitors in turn, {@code v} and {@code w}. */
  public static Arbitrary<List<Event>> clicksAndOrdersOfTwo() {
    return journeys(3, TWO);
  }

  /** The same with page views, bots and refusals in between. */
  public static Arbitrary<List<Event>> everything() {
    return journeys(7, ONE);
  }

  private static Arbitrary<List<Event>> journeys(int mostKind, List<String> visitors) {
    Arbitrary<Draft> draft =
        Combinators.combine(
                Arbitraries.integers().between(0, mostKind),
                Arbitraries.integers().between(0, HOURS),
                Arbitraries.integers().between(0, SOURCES.size() - 1),
                VALUES)
            .as(Draft::new);
    return draft.list().ofMinSize(0).ofMaxSize(40).map(drafts -> numbered(drafts, visitors));
  }

  /** What chance decides about one event; kinds 0 to 2 are clicks, 3 an order. */
  private record Draft(int kind, int hour, int source, long value) {}

  private static List<Event> numbered(List<Draft> drafts, List<String> visitors) {
    List<Event> events = new ArrayList<>(drafts.size());
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      String visitor = visitors.get(i % visitors.size());
      events.add(sketch(draft, i).visitor(visitor).sequence(i + 1).event());
    }
    return events;
  }

  private static Sketch sketch(Draft draft, int number) {
    Instant at = START.plusSeconds(draft.hour() * 3_600L);
    String[] source = SOURCES.get(draft.source());
    Sketch sketch =
        switch (draft.kind()) {
          case 0, 1, 2 -> Sketch.click(at).from(source[0], source[1]);
          case 3 -> Sketch.order("order-" + number, at, draft.value());
          case 4, 5 -> Sketch.pageView(at).from(source[0], source[1]);
          case 6 -> Sketch.pageView(at).robot();
          default -> Sketch.consent(at.toString());
        };
    boolean refusal = draft.kind() == 7 && draft.value() % 2 == 0;
    return (refusal ? sketch.denied() : sketch).key(keyOf(draft, number));
  }

  private static String keyOf(Draft draft, int number) {
    return draft.kind() == 3 ? "conversion:purchase:order-" + number : "event-" + number;
  }
}
