package dev.tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import dev.tributary.core.event.Event;
import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.AttributedConversion.ModelCredit;
import dev.tributary.core.journey.Touchpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What two visitors earned apart they earn as one person, too. */
class MergedIdentityLawsTest {

  private final InMemoryAttribution attribution =
      new InMemoryAttribution(Config.defaults(), Sketch.PSEUDONYMS);

  @Provide
  Arbitrary<List<Event>> ofTwo() {
    return JourneyArbitraries.clicksAndOrdersOfTwo();
  }

  @Property(tries = 200)
  void mergingIdentitiesLosesNoCreditAndNoTouch(@ForAll("ofTwo") List<Event> journeys) {
    Map<String, AttributedConversion> apart = byKey(attribution.attribute(journeys));
    Map<String, AttributedConversion> merged = byKey(attribution.attribute(asOne(journeys)));

    assertThat(merged.keySet()).isEqualTo(apart.keySet());
    for (AttributedConversion credit : merged.values()) {
      AttributedConversion before = apart.get(credit.conversion().key());
      for (ModelCredit model : credit.credits()) {
        assertThat(Arrays.stream(model.micros()).sum()).isEqualTo(1_000_000);
        assertThat(Arrays.stream(model.revenueMinor()).sum())
            .isEqualTo(before.conversion().valueMinor());
      }
      assertThat(touches(credit)).containsAll(touches(before));
    }
  }

  @Property(tries = 50)
  void theTwoAreOnePersonThen(@ForAll("ofTwo") List<Event> journeys) {
    List<Event> touchedByOneBoughtByTheOther = new ArrayList<>(journeys);
    touchedByOneBoughtByTheOther.add(
        Sketch.click("2026-01-01T00:00:00Z").from("newsletter", "email").visitor("v").event());
    touchedByOneBoughtByTheOther.add(
        Sketch.order("shared", "2026-01-02T00:00:00Z", 100).visitor("w").event());
    AttributedConversion credit =
        byKey(attribution.attribute(asOne(touchedByOneBoughtByTheOther))).values().stream()
            .filter(one -> one.conversion().orderId().equals("shared"))
            .findFirst()
            .orElseThrow();
    assertThat(credit.unattributed()).isFalse();
  }

  private static List<Event> asOne(List<Event> journeys) {
    List<Event> events = new ArrayList<>(journeys);
    events.add(Sketch.identify("2026-01-01T00:00:01Z").visitor("v").user("u").event());
    events.add(Sketch.identify("2026-01-01T00:00:02Z").visitor("w").user("u").event());
    return events;
  }

  private static Map<String, AttributedConversion> byKey(List<AttributedConversion> credits) {
    return credits.stream()
        .collect(Collectors.toMap(credit -> credit.conversion().key(), Function.identity()));
  }

  /** Of a conversion that nothing was found for, none. */
  private static Set<String> touches(AttributedConversion credit) {
    return credit.unattributed()
        ? Set.of()
        : credit.touches().stream().map(Touchpoint::key).collect(Collectors.toSet());
  }
}
