package dev.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationTest {

  private static final LocalDate LAST_DAY = LocalDate.of(2026, 3, 14);
  private static final Rates NO_FAULTS = new Rates(0, 0, 0, 0, 0);

  private static Simulation simulate(Rates rates) {
    return Simulation.of(new SimulationOptions(7, 500, 14, LAST_DAY, rates));
  }

  @Test
  void sameSeedGivesTheSameEvents() {
    assertThat(simulate(Rates.USUAL).events()).isEqualTo(simulate(Rates.USUAL).events());
    Simulation other = Simulation.of(new SimulationOptions(8, 500, 14, LAST_DAY, Rates.USUAL));
    assertThat(other.events()).isNotEqualTo(simulate(Rates.USUAL).events());
  }

  @Test
  void everyEventLiesWithinTheDays() {
    for (SimulatedEvent event : simulate(Rates.USUAL).events()) {
      LocalDate day = event.occurredAt().atZone(java.time.ZoneOffset.UTC).toLocalDate();
      assertThat(day).isBetween(LAST_DAY.minusDays(13), LAST_DAY);
    }
  }

  @Test
  void withoutFaultsEventsAreInOrderAndOnce() {
    List<SimulatedEvent> events = simulate(NO_FAULTS).events();
    Set<Object> ids = new HashSet<>();
    for (int i = 0; i < events.size(); i++) {
      assertThat(ids.add(events.get(i).fields().get("event_id"))).isTrue();
      if (i > 0) {
        assertThat(events.get(i).occurredAt()).isAfterOrEqualTo(events.get(i - 1).occurredAt());
      }
    }
  }

  @Test
  void duplicatesComeTwice() {
    Simulation all = simulate(new Rates(0, 1, 0, 0, 0));
    assertThat(all.events()).hasSize(2 * simulate(NO_FAULTS).events().size());
  }

  @Test
  void deniedPersonsSendNoVisitor() {
    assertThat(simulate(new Rates(0, 0, 0, 0, 1)).events())
        .isNotEmpty()
        .noneMatch(event -> event.fields().containsKey("visitor_id"));
  }

  @Test
  void crossDevicePersonsHaveTwoVisitorsAndOneUser() {
    assertThat(simulate(new Rates(0, 0, 0, 1, 0)).truth().persons())
        .hasSize(500)
        .allMatch(person -> person.visitorIds().size() == 2 && person.userId() != null);
  }

  @Test
  void anOrdersTouchesPrecedeIt() {
    Truth truth = simulate(Rates.USUAL).truth();
    assertThat(truth.orders()).hasSizeBetween(30, 100);
    for (Truth.Order order : truth.orders()) {
      assertThat(order.touches()).isNotEmpty();
      assertThat(order.touches()).allMatch(touch -> touch.at().isBefore(order.at()));
    }
  }

  @Test
  void filesHoldEveryEventAndTheTruth(@TempDir Path folder) throws Exception {
    Simulation simulation = simulate(Rates.USUAL);
    SimulationFiles.write(simulation, folder);
    assertThat(Files.readAllLines(folder.resolve("events.jsonl")))
        .hasSize(simulation.events().size());
    assertThat(Files.readString(folder.resolve("truth.json"))).contains("\"order_id\"");
  }

  @Test
  void aRateAboveOneIsRefused() {
    assertThatThrownBy(() -> new Rates(1.5, 0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("between 0 and 1");
  }
}
