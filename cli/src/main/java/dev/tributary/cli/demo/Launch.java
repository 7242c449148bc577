package dev.tributary.cli.demo;

import dev.tributary.cli.output.Progress;
import dev.tributary.simulator.LaunchVisit;
import dev.tributary.simulator.LaunchVisit.Fault;
import dev.tributary.simulator.Truth;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Drives the launch live: redirects, landing pages, log-ins and orders, with their faults. */
final class Launch {

  private static final String BROWSER =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/126.0.0.0 Safari/537.36";
  private static final String ROBOT =
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
  private static final String SHOP = "https://shop.example.com";

  private final Edge edge;
  private final InstantSource clock;
  private final Map<String, List<Truth.Touch>> touches = new HashMap<>();
  private final List<Truth.Order> orders = new ArrayList<>();

  Launch(Edge edge, InstantSource clock) {
    this.edge = edge;
    this.clock = clock;
  }

  /** Drives the visits one after the other and answers the orders with their true touches. */
  List<Truth.Order> drive(List<LaunchVisit> visits) throws InterruptedException {
    try (Progress progress = Progress.of("launch", "visits", visits.size())) {
      for (LaunchVisit visit : visits) {
        drive(visit);
        progress.advance(1);
      }
    }
    return orders;
  }

  private void drive(LaunchVisit visit) throws InterruptedException {
    Instant arrived = clock.instant();
    String page = SHOP + "/launch";
    if (visit.linkId() != null) {
      page = edge.follow(visit.linkId(), visit.robot() ? ROBOT : BROWSER);
    }
    if (visit.robot()) {
      return;
    }
    touches
        .computeIfAbsent(visit.personId(), person -> new ArrayList<>())
        .add(new Truth.Touch(arrived, visit.channel(), visit.campaign()));
    String landing = LaunchEvents.pageView(visit, clock.instant(), page);
    List<String> events = new ArrayList<>();
    if (visit.userId() != null) {
      events.add(LaunchEvents.identify(visit, clock.instant()));
    }
    if (visit.buys()) {
      order(visit, events);
    }
    if (visit.fault() == Fault.LATE_LANDING) {
      if (!events.isEmpty()) {
        edge.post(events);
      }
      edge.post(List.of(landing));
    } else {
      events.add(0, landing);
      edge.post(events);
    }
  }

  private void order(LaunchVisit visit, List<String> events) {
    Instant at = clock.instant();
    String orderId = "launch-order-" + visit.personId();
    events.add(LaunchEvents.order(visit, at, orderId, 1));
    if (visit.fault() == Fault.DUPLICATE_ORDER) {
      events.add(LaunchEvents.order(visit, at, orderId, 2));
    }
    orders.add(
        new Truth.Order(
            orderId,
            visit.personId(),
            at,
            visit.orderMinor(),
            "EUR",
            List.copyOf(touches.get(visit.personId()))));
  }
}
