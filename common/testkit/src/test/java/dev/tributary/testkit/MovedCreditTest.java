package dev.tributary.testkit;

import static dev.tributary.testkit.Sketch.click;
import static dev.tributary.testkit.Sketch.consent;
import static dev.tributary.testkit.Sketch.order;
import static dev.tributary.testkit.Sketch.pageView;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.Deduplication;
import dev.tributary.core.journey.Enricher;
import dev.tributary.core.journey.PersonJourney;
import dev.tributary.core.journey.PersonTimeline;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.view.CreditRevision;
import dev.tributary.core.view.CreditRevisionJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Credit that is kept up to date as events arrive is the credit of all of them at once. */
class MovedCreditTest {

  private static final Config DAYS =
      Config.of(
          Map.of(
              "attribution.lookback_days.click", "1",
              "attribution.lookback_days.visit", "1",
              "attribution.lookback_days.view", "1",
              "classify.bot_events_a_day", "9"));

  /** Each of them lets something else decide. */
  private static final List<PersonTimeline> TIMELINES =
      List.of(
          new PersonTimeline(DAYS),
          new PersonTimeline(
              DAYS.with("attribution.restart_after_conversion", "true")
                  .with("attribution.view_through", "true")),
          new PersonTimeline(
              DAYS.with("attribution.view_through", "true")
                  .with("attribution.path.clicks_before_views", "true")
                  .with("attribution.path.remove_direct_unless_all", "true")
                  .with("attribution.path.unique", "true")),
          new PersonTimeline(
              DAYS.with("attribution.lookback_overrides", "channel:Email+type:lead=2")
                  .with("attribution.session_ends_at_midnight", "true")
                  .with("attribution.path.last_n", "2")));

  @Provide
  Arbitrary<List<List<TimelineEvent>>> arrivals() {
    return ArrivalArbitraries.arrivals(Arrays.asList("v", "v", "w", null));
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
  void whatIsCreditedAsEventsArriveIsWhatAllOfThemEarn(
      @ForAll("arrivals") List<List<TimelineEvent>> arrivals) {
    for (PersonTimeline timeline : TIMELINES) {
      List<TimelineEvent> known = new ArrayList<>();
      Set<String> machines = new TreeSet<>();
      Map<String, String> credit = new TreeMap<>();
      PersonJourney before = PersonJourney.NOTHING;
      for (List<TimelineEvent> batch : arrivals) {
        known.addAll(batch);
        machines.addAll(timeline.machines(known));
        PersonJourney now = timeline.journey(known, machines);
        put(timeline.moved(before, now), credit);

        Map<String, String> whole = new TreeMap<>();
        put(timeline.attribute(known, machines), whole);
        credit.keySet().retainAll(whole.keySet());
        assertThat(credit).isEqualTo(whole);
        before = now;
      }
    }
  }

  @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
  void whatIsLeftAfterAClickWasTakenBackIsWhatTheRestEarns(
      @ForAll("arrivals") List<List<TimelineEvent>> arrivals) {
    PersonTimeline timeline = TIMELINES.get(0);
    List<TimelineEvent> known =
        new ArrayList<>(Deduplication.unique(arrivals.stream().flatMap(List::stream).toList()));
    while (!known.isEmpty()) {
      PersonJourney before = timeline.journey(known);
      Map<String, String> credit = new TreeMap<>();
      put(timeline.attribute(known), credit);
      known.remove(known.size() / 2);

      put(timeline.moved(before, timeline.journey(known)), credit);

      Map<String, String> whole = new TreeMap<>();
      put(timeline.attribute(known), whole);
      credit.keySet().retainAll(whole.keySet());
      assertThat(credit).isEqualTo(whole);
    }
  }

  @Example
  void anEventOfALongJourneyCreditsOnlyTheOrdersThatItConcerns() {
    LongJourney journey = new LongJourney(1_000);

    assertThat(journey.credited(click(journey.hour(999).plusSeconds(3_000)))).isZero();
    assertThat(journey.credited(order("last", journey.hour(1_000), 100))).isEqualTo(1);
    assertThat(journey.credited(pageView(journey.hour(0).minusSeconds(1)))).isEqualTo(720);
    assertThat(journey.credited(click(journey.hour(900).plusSeconds(900)))).isEqualTo(100);
    assertThat(journey.credited(click(journey.hour(500)).robot())).isZero();
    assertThat(journey.credited(withdrawal(journey.hour(990)))).isEqualTo(10);
    assertThat(journey.credited(pageView(journey.hour(999)).user("u"))).isEqualTo(1_000);
  }

  @Example
  void ordersThatArriveInTheirTimeAreCreditedOnce() {
    LongJourney journey = new LongJourney(0);
    int credited = 0;
    for (int hour = 0; hour < 300; hour++) {
      credited += journey.add(click(journey.hour(hour)).from("google", "cpc"));
      credited += journey.add(order("order-" + hour, journey.hour(hour).plusSeconds(1_800), 100));
    }

    assertThat(credited).isEqualTo(300);
  }

  private static Sketch withdrawal(Instant at) {
    return consent(at.toString()).denied();
  }

  private static void put(List<AttributedConversion> credits, Map<String, String> said) {
    for (AttributedConversion credit : credits) {
      String key = credit.conversion().key();
      said.put(
          key,
          new String(
              CreditRevisionJson.write(new CreditRevision(key, "", 0, 0, credit, null)),
              StandardCharsets.UTF_8));
    }
  }

  /** A touch at every hour and an order half an hour later. */
  private static final class LongJourney {

    private final Enricher enricher = new Enricher(Config.defaults());
    private final PersonTimeline timeline =
        new PersonTimeline(Config.defaults().with("classify.bot_events_a_day", "0"));
    private final List<TimelineEvent> events = new ArrayList<>();
    private PersonJourney journey;
    private int sequence;

    LongJourney(int hours) {
      for (int hour = 0; hour < hours; hour++) {
        events.add(enriched(click(hour(hour)).from("google", "cpc")));
        events.add(enriched(order("order-" + hour, hour(hour).plus(Duration.ofMinutes(30)), 100)));
      }
      journey = timeline.journey(events);
    }

    Instant hour(int number) {
      return Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofHours(number));
    }

    /** How many orders are credited again where this event arrives next. */
    int credited(Sketch next) {
      List<TimelineEvent> all = new ArrayList<>(events);
      all.add(enriched(next));
      return timeline.moved(journey, timeline.journey(all)).size();
    }

    /** The same, and the event stays. */
    int add(Sketch next) {
      int credited = credited(next);
      events.add(enriched(next));
      journey = timeline.journey(events);
      return credited;
    }

    private TimelineEvent enriched(Sketch sketch) {
      return enricher.enrich(sketch.visitor("v").sequence(++sequence).event());
    }
  }
}
