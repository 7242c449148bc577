package dev.tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import dev.tributary.core.event.Event;
import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.Touchpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WindowLawsTest {

  private static final Map<Integer, InMemoryAttribution> BY_DAYS = new HashMap<>();

  @Provide
  Arbitrary<List<Event>> journeys() {
    return JourneyArbitraries.everything();
  }

  @Property(tries = 200)
  void widerWindowNeverLosesATouch(@ForAll("journeys") List<Event> journey) {
    List<AttributedConversion> before = within(3).attribute(journey);
    for (int days : new int[] {10, 30}) {
      List<AttributedConversion> after = within(days).attribute(journey);
      for (AttributedConversion narrow : before) {
        AttributedConversion wide = Shares.of(after, narrow.conversion().orderId());
        if (!narrow.unattributed()) {
          assertThat(wide.touches().stream().map(Touchpoint::key))
              .containsAll(narrow.touches().stream().map(Touchpoint::key).toList());
        }
      }
      before = after;
    }
  }

  private static InMemoryAttribution within(int days) {
    return BY_DAYS.computeIfAbsent(
        days,
        window ->
            new InMemoryAttribution(
                Config.of(
                    Map.of(
                        "attribution.lookback_days.click", "" + window,
                        "attribution.lookback_days.visit", "" + window)),
                Sketch.PSEUDONYMS));
  }
}
