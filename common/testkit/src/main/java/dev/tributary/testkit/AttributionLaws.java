package dev.tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.event.Event;
import dev.tributary.core.event.EventRow;
import dev.tributary.core.event.EventRows;
import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.AttributedConversion.ModelCredit;
import dev.tributary.core.journey.Touchpoint;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws that hold for any journey, on any implementation. Inherit, and say how to attribute. */
public abstract class AttributionLaws {

  /** As in {@link AttributionContract}. */
  protected abstract List<AttributedConversion> attribute(List<Event> events);

  @Provide
  Arbitrary<List<Event>> journeys() {
    return JourneyArbitraries.everything();
  }

  @Provide
  Arbitrary<List<Event>> clicksAndOrders() {
    return JourneyArbitraries.clicksAndOrders();
  }

  @Property(tries = 200)
  void everyOrderIsCreditedWhole(@ForAll("journeys") List<Event> journey) {
    List<AttributedConversion> attributed = attribute(journey);

    long orders = journey.stream().filter(event -> event instanceof Event.Conversion).count();
    assertThat(attributed).hasSize((int) orders);
    for (AttributedConversion credit : attributed) {
      assertThat(credit.touches()).isNotEmpty();
      assertThat(credit.credits()).hasSize(6);
      for (ModelCredit model : credit.credits()) {
        assertThat(Arrays.stream(model.micros()).sum()).isEqualTo(1_000_000);
        assertThat(Arrays.stream(model.revenueMinor()).sum())
            .isEqualTo(credit.conversion().valueMinor());
        assertThat(model.micros()).hasSameSizeAs(credit.touches());
      }
    }
  }

  @Property(tries = 200)
  void orderOfArrivalChangesNothing(
      @ForAll("journeys") List<Event> journey, @ForAll Random random) {
    List<Event> shuffled = new ArrayList<>(journey);
    Collections.shuffle(shuffled, random);

    assertThat(Shares.fingerprint(attribute(shuffled)))
        .isEqualTo(Shares.fingerprint(attribute(journey)));
  }

  @Property(tries = 200)
  void duplicatesChangeNothing(@ForAll("journeys") List<Event> journey, @ForAll Random random) {
    List<Event> twice = new ArrayList<>(journey);
    journey.stream().filter(event -> random.nextBoolean()).forEach(twice::add);

    assertThat(Shares.fingerprint(attribute(twice)))
        .isEqualTo(Shares.fingerprint(attribute(journey)));
  }

  @Property(tries = 300)
  void theNaiveOracleAgrees(@ForAll("clicksAndOrders") List<Event> journey) {
    List<EventRow> rows = journey.stream().map(EventRows::flatten).toList();
    for (AttributedConversion credit : attribute(journey)) {
      EventRow order =
          rows.stream()
              .filter(row -> row.key().equals(credit.conversion().key()))
              .findFirst()
              .orElseThrow();
      List<String> eligible = NaiveOracle.eligible(rows, order);

      assertThat(credit.unattributed()).isEqualTo(eligible.isEmpty());
      if (!eligible.isEmpty()) {
        assertThat(credit.touches().stream().map(Touchpoint::key)).isEqualTo(eligible);
        assertShares(credit);
      }
    }
  }

  private static void assertShares(AttributedConversion credit) {
    int n = credit.touches().size();
    Duration[] ages = new Duration[n];
    boolean[] direct = new boolean[n];
    for (int i = 0; i < n; i++) {
      Touchpoint touch = credit.touches().get(i);
      ages[i] = Duration.between(touch.at(), credit.conversion().occurredAt());
      direct[i] = touch.direct();
    }
    Map<String, BigDecimal[]> weights = NaiveOracle.weights(ages, direct);
    for (ModelCredit model : credit.credits()) {
      BigDecimal[] exact = weights.get(model.model());
      assertThat(model.micros())
          .as(model.model())
          .containsExactly(NaiveOracle.parts(exact, 1_000_000));
      assertThat(model.revenueMinor())
          .as(model.model())
          .containsExactly(NaiveOracle.parts(exact, credit.conversion().valueMinor()));
    }
  }
}
