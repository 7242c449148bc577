package dev.tributary.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A history of seeded journeys, in the order in which they are delivered, with its truth. */
public record Simulation(List<SimulatedEvent> events, Truth truth) {

  private static final long DELIVERY_STREAM = -2;

  public Simulation {
    events = List.copyOf(events);
  }

  /**
   * Simulates whole days. Events are delivered in order of time, but for the late ones, which come
   * after all others, and the duplicates, which come twice.
   */
  public static Simulation of(SimulationOptions options) {
    List<SimulatedEvent> events = new ArrayList<>();
    List<Truth.Person> persons = new ArrayList<>();
    List<Truth.Order> orders = new ArrayList<>();
    for (int number = 1; number <= options.visitors(); number++) {
      PersonStory story = new PersonStory(options, number);
      events.addAll(story.events());
      persons.add(story.person());
      orders.addAll(story.orders());
    }
    events.addAll(BotVisits.of(options));
    events.sort(Comparator.comparing(SimulatedEvent::occurredAt));
    return new Simulation(delivered(events, options), new Truth(persons, orders));
  }

  private static List<SimulatedEvent> delivered(
      List<SimulatedEvent> inOrder, SimulationOptions options) {
    Chance chance = new Chance(options.seed(), DELIVERY_STREAM);
    List<SimulatedEvent> onTime = new ArrayList<>();
    List<SimulatedEvent> late = new ArrayList<>();
    for (SimulatedEvent event : inOrder) {
      List<SimulatedEvent> delivery = chance.happens(options.rates().late()) ? late : onTime;
      delivery.add(event);
      if (chance.happens(options.rates().duplicates())) {
        delivery.add(event);
      }
    }
    onTime.addAll(late);
    return onTime;
  }
}
