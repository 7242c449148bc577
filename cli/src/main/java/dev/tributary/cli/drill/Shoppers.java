package dev.tributary.cli.drill;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Visitors who arrive by several channels and order: a third of them on each of two days that are
 * over, a third now. Some events come late, some twice, some orders are given back in part. What
 * they say follows from the seed and their number, but for the time of those who order now.
 */
final class Shoppers {

  static final String LINK = "drill";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SHOP = "https://shop.example/";

  /** Where a visitor arrives; each page is another campaign, and so a touch of its own. */
  private static final List<String> PAGES =
      List.of(
          SHOP + "?utm_source=google&utm_medium=cpc&utm_campaign=brand",
          SHOP + "?utm_source=news&utm_medium=email&utm_campaign=weekly",
          SHOP + "?utm_source=facebook&utm_medium=paid_social&utm_campaign=autumn",
          SHOP + "?utm_source=partner&utm_medium=affiliate&utm_campaign=deals");

  private static final int TIMES = 3;
  private static final int LATE_AFTER = 12;

  private final Random random;
  private final LocalDate today;
  private final Acknowledged acknowledged = new Acknowledged();
  private final SentOrders orders = new SentOrders();
  private final Deque<Late> late = new ArrayDeque<>();
  private int number;
  private long repeated;
  private long cameLate;

  private record Late(int due, List<ObjectNode> events) {}

  /**
   * Nobody has come yet.
   *
   * @param today the two days before it are over
   */
  Shoppers(long seed, LocalDate today) {
    this.random = new Random(seed);
    this.today = today;
  }

  Acknowledged acknowledged() {
    return acknowledged;
  }

  SentOrders orders() {
    return orders;
  }

  /** Events that were sent a second time, as a sender does that is not sure. */
  long repeated() {
    return repeated;
  }

  /** Events that were sent long after their order. */
  long cameLate() {
    return cameLate;
  }

  /**
   * One more visitor comes, and what is due by now.
   *
   * @throws IOException when the capture layer does not take it
   */
  void next(String address) throws IOException, InterruptedException {
    number++;
    boolean now = number % TIMES == 0;
    int touches = 1 + random.nextInt(3);
    Instant ordered = now ? Instant.now().truncatedTo(ChronoUnit.MICROS) : pastOrder();
    Duration apart = now ? Duration.ofMillis(20) : Duration.ofMinutes(40);
    // One in four comes back: a journey then has several orders.
    String visitor = "visitor-" + (random.nextInt(4) == 0 ? Math.max(1, number - TIMES) : number);
    List<ObjectNode> events = new ArrayList<>();
    for (int touch = 0; touch < touches; touch++) {
      Instant at = ordered.minus(apart.multipliedBy(touches - touch));
      String page = PAGES.get(random.nextInt(PAGES.size()));
      events.add(visited("view-" + number + "-" + touch, visitor, at, page));
    }
    if (now && random.nextInt(2) == 0) {
      // Whoever follows a link is known by the click's id on the page it leads to.
      String landing = acknowledged.follow(address, LINK);
      ordered = Instant.now().truncatedTo(ChronoUnit.MICROS);
      events.add(visited("landing-" + number, visitor, ordered, landing));
    }
    long minor = 500 + random.nextInt(20_000);
    String order = "order-" + number;
    List<ObjectNode> later = new ArrayList<>();
    if (random.nextInt(4) == 0) {
      later.add(events.remove(random.nextInt(events.size())));
    }
    events.add(
        event("sale-" + number, "conversion", visitor, ordered)
            .put("order_id", order)
            .put("value", money(minor))
            .put("currency", "EUR"));
    if (random.nextInt(8) == 0) {
      long back = 1 + random.nextInt((int) minor);
      later.add(refund(order, ordered, back));
      orders.refunded(order, ordered, back);
    }
    orders.ordered(order, ordered, minor);
    if (!later.isEmpty()) {
      late.add(new Late(number + LATE_AFTER, later));
    }
    send(address, events);
    while (!late.isEmpty() && late.peek().due() <= number) {
      sendLate(address);
    }
  }

  /** What would have come later comes now. */
  void finish(String address) throws IOException, InterruptedException {
    while (!late.isEmpty()) {
      sendLate(address);
    }
  }

  private Instant pastOrder() {
    LocalDate day = today.minusDays(number % TIMES);
    return day.atTime(4, 0)
        .toInstant(ZoneOffset.UTC)
        .plusMillis(random.nextInt((int) Duration.ofHours(19).toMillis()));
  }

  private void sendLate(String address) throws IOException, InterruptedException {
    List<ObjectNode> events = late.remove().events();
    cameLate += events.size();
    send(address, events);
  }

  private void send(String address, List<ObjectNode> events)
      throws IOException, InterruptedException {
    ArrayNode body = JSON.createArrayNode().addAll(events);
    post(address, body);
    if (random.nextInt(8) == 0) {
      post(address, body);
      repeated += events.size();
    }
  }

  private void post(String address, ArrayNode body) throws IOException, InterruptedException {
    if (!acknowledged.post(address, body.toString())) {
      throw new IOException("The capture layer did not take " + body);
    }
  }

  private static ObjectNode visited(String id, String visitor, Instant at, String page) {
    return event(id, "page_view", visitor, at).put("page_url", page);
  }

  private ObjectNode refund(String order, Instant at, long minor) {
    ObjectNode event = event("refund-" + number, "adjustment", null, at).put("currency", "EUR");
    event
        .putObject("adjustment")
        .put("order_id", order)
        .put("kind", "refund")
        .put("value", money(minor));
    return event;
  }

  private static ObjectNode event(String id, String type, String visitor, Instant at) {
    ObjectNode event =
        JSON.createObjectNode()
            .put("schema_version", 1)
            .put("event_id", id)
            .put("event_type", type)
            .put("occurred_at", at.toString());
    if (visitor != null) {
      event.put("visitor_id", visitor);
    }
    event.putObject("consent").put("analytics", "granted").put("advertising", "granted");
    return event;
  }

  private static String money(long minor) {
    return minor / 100 + "." + String.format(Locale.ROOT, "%02d", minor % 100);
  }
}
