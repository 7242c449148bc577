package dev.tributary.simulator;

import java.time.Instant;
import java.util.List;

/** What really happened, which no platform sees whole. */
public record Truth(List<Person> persons, List<Order> orders) {

  public Truth {
    persons = List.copyOf(persons);
    orders = List.copyOf(orders);
  }

  /**
   * A human being.
   *
   * @param visitorIds the first-party ids of the devices used
   * @param userId the login, unhashed, or null for who never logs in
   * @param consent granted or denied
   */
  public record Person(String id, List<String> visitorIds, String userId, String consent) {}

  /**
   * One order with all touches before it.
   *
   * @param valueMinor minor units of {@code currency}
   * @param touches in order of time, those on every device of the person
   */
  public record Order(
      String orderId,
      String personId,
      Instant at,
      long valueMinor,
      String currency,
      List<Touch> touches) {}

  /** One true touch; campaign is null where there was none. */
  public record Touch(Instant at, String channel, String campaign) {}
}
