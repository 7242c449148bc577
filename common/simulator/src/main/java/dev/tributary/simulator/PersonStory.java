package dev.tributary.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells one person's visits over the days: the events, the touches, and perhaps an order. */
final class PersonStory {

  /** Sessions of one person lie further apart than any session's inactivity limit. */
  private static final Duration APART = Duration.ofHours(3);

  private static final double BUYS = 0.12;

  private final Chance chance;
  private final String id;
  private final List<Visitor> devices = new ArrayList<>();
  private final String userId;
  private final List<SimulatedEvent> events = new ArrayList<>();
  private final List<Truth.Touch> touches = new ArrayList<>();
  private final List<Truth.Order> orders = new ArrayList<>();
  private int counter;

  PersonStory(SimulationOptions options, int number) {
    chance = new Chance(options.seed(), number);
    id = "person-" + number;
    Rates rates = options.rates();
    boolean granted = !chance.happens(rates.denied());
    boolean second = chance.happens(rates.crossDevice());
    devices.add(new Visitor("v" + chance.identifier(20), "desktop", granted));
    if (second) {
      devices.add(new Visitor("v" + chance.identifier(20), "phone", granted));
    }
    userId = second && granted ? "user-" + number + "@example.com" : null;
    tell(options);
  }

  List<SimulatedEvent> events() {
    return events;
  }

  List<Truth.Order> orders() {
    return orders;
  }

  Truth.Person person() {
    return new Truth.Person(
        id,
        devices.stream().map(Visitor::id).toList(),
        userId,
        devices.get(0).granted() ? "granted" : "denied");
  }

  private void tell(SimulationOptions options) {
    Instant from =
        options
            .lastDay()
            .minusDays(options.days() - 1L)
            .atStartOfDay(java.time.ZoneOffset.UTC)
            .toInstant();
    Instant end = options.lastDay().plusDays(1).atStartOfDay(java.time.ZoneOffset.UTC).toInstant();
    long window = Duration.between(from, end).toMillis();
    int sessions = 1 + chance.below(3) + (devices.size() > 1 ? 1 : 0);
    boolean buys = chance.happens(BUYS);
    // Starts leave room for what follows, so that the last session ends within the last day.
    long room = Math.max(1, window - APART.toMillis() * sessions - Duration.ofHours(1).toMillis());
    List<Long> starts = new ArrayList<>();
    for (int i = 0; i < sessions; i++) {
      starts.add(chance.millisBelow(room));
    }
    starts.sort(null);
    for (int i = 0; i < sessions; i++) {
      Instant start = from.plusMillis(starts.get(i) + APART.toMillis() * i);
      // Short histories have no room for every session.
      if (start.isBefore(end.minus(Duration.ofHours(1)))) {
        Visitor device = devices.get(i % devices.size());
        session(device, start, buys && i == sessions - 1);
      }
    }
  }

  private void session(Visitor visitor, Instant start, boolean buys) {
    TrafficSource source = TrafficSource.draw(chance);
    String clickId = "c" + chance.identifier(24);
    Instant at = start;
    touches.add(new Truth.Touch(start, source.channel(), source.campaign()));
    String landing = EventFields.landing(source, clickId);
    if (source.clickIdParameter() != null && chance.happens(0.5)) {
      Map<String, Object> click = EventFields.of("click", eventId(), at, visitor);
      click.put("destination_url", landing);
      add(at, click);
      at = at.plusMillis(chance.between(300, 4_000));
    }
    page(visitor, at, landing, source.referrer());
    int pages = chance.between(0, 3);
    for (int i = 0; i < pages; i++) {
      at = at.plusSeconds(chance.between(5, 240));
      page(visitor, at, EventFields.SHOP + "/product/" + chance.below(200), landing);
    }
    if (userId != null) {
      at = at.plusSeconds(chance.between(1, 30));
      Map<String, Object> identify = EventFields.of("identify", eventId(), at, visitor);
      identify.put("user_id", userId);
      add(at, identify);
    }
    if (buys) {
      buy(visitor, at.plusSeconds(chance.between(20, 300)));
    }
  }

  private void page(Visitor visitor, Instant at, String url, String referrer) {
    Map<String, Object> view = EventFields.of("page_view", eventId(), at, visitor);
    view.put("page_url", url);
    if (referrer != null) {
      view.put("referrer", referrer);
    }
    add(at, view);
  }

  private void buy(Visitor visitor, Instant at) {
    String orderId = "order-" + id.substring("person-".length()) + "-" + (orders.size() + 1);
    long minor = chance.between(900, 24_000);
    Map<String, Object> conversion = EventFields.of("conversion", eventId(), at, visitor);
    conversion.put("order_id", orderId);
    conversion.put("value", EventFields.amount(minor));
    conversion.put("currency", "EUR");
    conversion.put("page_url", EventFields.SHOP + "/thank-you");
    conversion.put("referrer", EventFields.SHOP + "/checkout");
    add(at, conversion);
    orders.add(new Truth.Order(orderId, id, at, minor, "EUR", List.copyOf(touches)));
  }

  private String eventId() {
    counter++;
    return id + "-" + counter;
  }

  private void add(Instant at, Map<String, Object> fields) {
    events.add(new SimulatedEvent(at, fields));
  }
}
