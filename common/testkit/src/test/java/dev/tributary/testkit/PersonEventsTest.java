package dev.tributary.testkit;

import static dev.tributary.testkit.Sketch.click;
import static dev.tributary.testkit.Sketch.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import dev.tributary.core.journey.Deduplication;
import dev.tributary.core.journey.Enricher;
import dev.tributary.core.journey.PersonEvents;
import dev.tributary.core.journey.PersonJourney;
import dev.tributary.core.journey.PersonTimeline;
import dev.tributary.core.journey.TimelineEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** What is let go of while events come changes nothing of the journey. */
class PersonEventsTest {

  /** Each of them lets something else make a machine, or follow from what one did. */
  private static final List<PersonTimeline> TIMELINES =
      Stream.of(
              Config.of(Map.of("classify.bot_events_a_day", "2")),
              Config.of(Map.of("classify.bot_events_a_minute", "1")),
              Config.of(
                  Map.of(
                      "classify.bot_events_a_day", "2",
                      "attribution.restart_after_conversion", "true",
                      "attribution.view_through", "true")),
              Config.of(
                  Map.of("classify.bot_events_a_day", "0", "classify.bot_events_a_minute", "0")))
          .map(PersonTimeline::new)
          .toList();

  private static final Enricher ENRICHER = new Enricher(Config.defaults());
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  @Provide
  Arbitrary<List<List<TimelineEvent>>> arrivals() {
    return ArrivalArbitraries.arrivals(Arrays.asList("v", "v", "w", null));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void aJourneyOfEventsThatComeOneByOneIsThatOfAllAtOnce(
      @ForAll("arrivals") List<List<TimelineEvent>> arrivals,
      @ForAll @IntRange(min = 1, max = 6) int lookFrom,
      @ForAll Random order) {
    List<TimelineEvent> all =
        Deduplication.unique(arrivals.stream().flatMap(List::stream).toList());
    Collections.shuffle(all, order);
    boolean letGo = false;
    for (PersonTimeline timeline : TIMELINES) {
      PersonEvents events = new PersonEvents(timeline, lookFrom);
      all.forEach(events::add);
      letGo |= events.held() < all.size();

      assertThat(events.journey()).usingRecursiveComparison().isEqualTo(timeline.journey(all));
    }
    Statistics.label("something was let go of")
        .collect(letGo)
        .coverage(seen -> seen.check(true).percentage(share -> share > 15));
  }

  @Example
  void ofAMachineOfTenThousandEventsFewAreHeldAndItsOrderStays() {
    PersonEvents events = events();
    int most = 0;
    for (int i = 0; i < 10_000; i++) {
      add(events, click(START.plusMillis(100L * i)).visitor("v"));
      most = Math.max(most, events.held());
    }
    add(events, order("order-1", START.plusSeconds(2_000), 500).visitor("v"));

    PersonJourney journey = events.journey();

    assertThat(most).as("a hundred are within the rate of 120 a minute").isEqualTo(199);
    assertThat(events.held()).isEqualTo(1);
    assertThat(journey.touches()).isEmpty();
    assertThat(journey.conversions()).extracting(TimelineEvent::orderId).containsExactly("order-1");
    assertThat(journey.mergeable()).isFalse();
  }

  /** The redirect's own event names nobody; whoever carries its id with consent has made it. */
  @Example
  void aRedirectIsAdoptedWhereAMachineCarriedItsIdBeforeAndAfterItShowed() {
    PersonEvents events = events();
    for (int i = 0; i < 1_000; i++) {
      add(events, click(START.plusMillis(100L * i)).visitor("v").clickId("c" + i, "tcid"));
    }
    add(events, click(START.minusSeconds(2)).clickId("c0", "tcid").from("google", "cpc"));
    add(events, click(START.minusSeconds(1)).clickId("c999", "tcid").from("google", "cpc"));

    assertThat(events.held()).isEqualTo(2);
    assertThat(events.journey().touches())
        .extracting(one -> one.touch().clickId())
        .containsExactly("c0", "c999");
  }

  @Example
  void aUserIsSeenWhereAMachineNamedItBeforeOrAfterItShowed() {
    for (int named : new int[] {0, 999}) {
      PersonEvents events = events();
      for (int i = 0; i < 1_000; i++) {
        Sketch click = click(START.plusMillis(100L * i)).visitor("v");
        add(events, i == named ? click.user("u") : click);
      }

      assertThat(events.held()).isZero();
      assertThat(events.journey().mergeable()).isTrue();
    }
  }

  private static PersonEvents events() {
    return new PersonEvents(new PersonTimeline(Config.defaults()), 100);
  }

  private static void add(PersonEvents events, Sketch sketch) {
    events.add(ENRICHER.enrich(sketch.event()));
  }
}
