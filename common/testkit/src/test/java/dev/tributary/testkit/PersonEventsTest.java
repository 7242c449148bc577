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
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What is let go of while events come changes nothing of the journey. */
class PersonEventsTest {

  private static final Config FEW_A_DAY = Config.of(Map.of("classify.bot_events_a_day", "3"));

  @Provide
  Arbitrary<List<List<TimelineEvent>>> arrivals() {
    return ArrivalArbitraries.arrivals(Arrays.asList("v", "v", "w", null));
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void aJourneyOfEventsThatComeOneByOneIsThatOfAllAtOnce(
      @ForAll("arrivals") List<List<TimelineEvent>> arrivals,
      @ForAll @IntRange(min = 1, max = 8) int lookFrom) {
    PersonTimeline timeline = new PersonTimeline(FEW_A_DAY);
    List<TimelineEvent> all =
        Deduplication.unique(arrivals.stream().flatMap(List::stream).toList());

    assertThat(gathered(timeline, lookFrom, all).journey())
        .usingRecursiveComparison()
        .isEqualTo(timeline.journey(all));
  }

  @Example
  void ofAMachineOfTenThousandEventsFewAreHeldAndItsOrderAndTheRedirectItCarriesStay() {
    PersonTimeline timeline = new PersonTimeline(Config.defaults());
    Enricher enricher = new Enricher(Config.defaults());
    Instant start = Instant.parse("2026-03-01T00:00:00Z");
    PersonEvents events = new PersonEvents(timeline, 100);
    int most = 0;
    for (int i = 0; i < 10_000; i++) {
      events.add(
          enricher.enrich(
              click(start.plusMillis(100L * i))
                  .visitor("v")
                  .user("u")
                  .clickId("c" + i, "tcid")
                  .event()));
      most = Math.max(most, events.held());
    }
    events.add(
        enricher.enrich(order("order-1", start.plusSeconds(2_000), 500).visitor("v").event()));
    events.add(
        enricher.enrich(
            click(start.minusSeconds(1)).clickId("c9999", "tcid").from("google", "cpc").event()));

    PersonJourney journey = events.journey();

    assertThat(most).isLessThan(1_000);
    assertThat(events.held()).isEqualTo(2);
    assertThat(journey.touches()).extracting(one -> one.touch().clickId()).containsExactly("c9999");
    assertThat(journey.conversions()).extracting(TimelineEvent::orderId).containsExactly("order-1");
    assertThat(journey.mergeable()).isTrue();
  }

  private static PersonEvents gathered(
      PersonTimeline timeline, int lookFrom, List<TimelineEvent> all) {
    PersonEvents events = new PersonEvents(timeline, lookFrom);
    all.forEach(events::add);
    return events;
  }
}
