package dev.tributary.serving.http;

import dev.tributary.serving.lake.MadeLake;
import dev.tributary.serving.lake.MadeLake.Part;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of a small shop. Sunday is published; Monday is provisional. Order A of Sunday was
 * Direct while provisional, since its Email click came from another device of the same user.
 */
final class MadeShop {

  static final LocalDate SUNDAY = LocalDate.of(2026, 11, 8);
  static final LocalDate MONDAY = SUNDAY.plusDays(1);

  private MadeShop() {}

  static MadeLake in(Path lake) {
    MadeLake made = new MadeLake(lake);
    made.append("raw_events", rawEvents());
    made.append(
        "identities",
        "SELECT 'visitor_id' AS kind, unnest(['v1', 'v2']) AS identifier, 'p-1' AS person_id,"
            + " 'pub-1' AS publication_id");
    made.append(
        "conversions",
        "SELECT 'p-1' AS person_id, 'c-A' AS key, 'A' AS order_id, 'purchase' AS conversion_type,"
            + " TIMESTAMPTZ '2026-11-08 12:00:00Z' AS converted_at, DATE '2026-11-08' AS"
            + " conversion_day, 4990 AS value_minor, 'EUR' AS currency, 'v1' AS visitor_id, false"
            + " AS unattributed, 'pub-1' AS publication_id");
    made.commit(
        "credits_final",
        null,
        List.of(
            new Part(
                Map.of("conversion_day", "2026-11-08"),
                credit("A", "2026-11-08 12:00:00Z", "2026-11-08 09:00:00Z", "click", "Email")
                    + ", 'pub-1' AS publication_id")));
    made.append(
        "credits_provisional",
        revision("A", "2026-11-08 12:00:00Z", "Direct", 1)
            + " UNION ALL "
            + revision("B", "2026-11-09 10:00:00Z", "Paid Search", 1));
    made.append(
        "publications",
        "SELECT 'pub-1' AS publication_id, 'run-1' AS run_id, 7 AS raw_version, 'rules-1' AS"
            + " rule_version, '{}' AS model_versions");
    made.commit(
        "attribution",
        MadeLake.note("pub-1", MONDAY, SUNDAY),
        List.of(
            cells("2026-11-08", "final", "Email", 1_000_000, 4_990, 1_000_000, "'pub-1'"),
            cells(
                "2026-11-09", "provisional", "Paid Search", 1_000_000, 2_500, 2_000_000, "NULL")));
    return made;
  }

  /** Publishes Sunday once more. */
  static void publication(MadeLake shop, String id, String columns, Settled... credit) {
    shop.commit(
        "credits_final",
        null,
        List.of(
            new Part(
                Map.of("conversion_day", "2026-11-08"),
                Stream.of(credit)
                    .map(one -> one.row() + ", '" + id + "' AS publication_id")
                    .collect(Collectors.joining(" UNION ALL ")))));
    shop.append(
        "publications",
        "SELECT '%s' AS publication_id, 'r' AS run_id, 8 AS raw_version, ".formatted(id) + columns);
    shop.append(
        "identities",
        "SELECT 'visitor_id' AS kind, unnest(['v1', 'v2']) AS identifier, 'p-1' AS person_id,"
            + " '%s' AS publication_id".formatted(id));
    shop.commit("attribution", MadeLake.note(id, MONDAY, SUNDAY), List.of());
  }

  /** Credit of a touch of order A by one model. */
  record Settled(
      String model,
      String touchAt,
      String kind,
      String channel,
      int position,
      long micros,
      long minor) {

    private String row() {
      return "SELECT 'A' AS order_id, 'p-1' AS person_id, TIMESTAMPTZ '2026-11-08 12:00:00Z' AS converted_at, 'purchase' AS conversion_type, '%s' AS model, %d AS position, 3 AS touches, TIMESTAMPTZ '%s' AS touch_at, '%s' AS touch_kind, '%s' AS channel, 'x' AS source, 'y' AS medium, %d AS credit_micros, %d AS revenue_minor, 'EUR' AS currency"
          .formatted(model, position, touchAt, kind, channel, micros, minor);
    }
  }

  private static String rawEvents() {
    return String.join(
        " UNION ALL BY NAME ",
        event("k-1", "page_view", "2026-11-08 11:50:00Z", "v1", 1)
            + ", 'u1' AS user_id, 'https://shop.example/' AS page_url",
        event("k-2", "click", "2026-11-08 09:00:00Z", "v2", 2)
            + ", 'u1' AS user_id, 'https://shop.example/?utm_source=news&utm_medium=email' AS destination_url,"
            + " 'news' AS source, 'email' AS medium",
        event("c-A", "conversion", "2026-11-08 12:00:00Z", "v1", 3) + order("A", 4_990),
        event("c-A", "conversion", "2026-11-08 12:00:00Z", "v1", 4) + order("A", 4_990),
        event("c-B", "conversion", "2026-11-09 10:00:00Z", "v3", 5) + order("B", 2_500),
        event("c-late", "conversion", "2026-11-08 18:00:00Z", "v4", 6) + order("LATE", 700));
  }

  static String event(String key, String type, String at, String visitor, int sequence) {
    return "SELECT '%s' AS key, '%s' AS event_type, TIMESTAMPTZ '%s' AS occurred_at, TIMESTAMPTZ '%s' AS occurred_at_original, TIMESTAMPTZ '%s' AS received_at, '%s' AS visitor_id, 'granted' AS consent_analytics, 'granted' AS consent_advertising, 'c1' AS collector_id, %d AS sequence, 'ok' AS status, 1 AS schema_version, 'collector' AS source_name, 'events' AS kafka_topic, 0 AS kafka_partition, %d AS kafka_offset"
        .formatted(key, type, at, at, at, visitor, sequence, sequence + 100);
  }

  static String order(String id, long minor) {
    return ", 'purchase' AS conversion_type, '%s' AS order_id, %d AS value_minor, 'EUR' AS currency"
        .formatted(id, minor);
  }

  private static String credit(
      String order, String converted, String touchAt, String kind, String channel) {
    return "SELECT '%s' AS order_id, 'p-1' AS person_id, TIMESTAMPTZ '%s' AS converted_at, 'purchase' AS conversion_type, unnest(['first_touch','last_touch','last_non_direct','linear','position_based','time_decay']) AS model, 1 AS position, 1 AS touches, TIMESTAMPTZ '%s' AS touch_at, '%s' AS touch_kind, '%s' AS channel, 'x' AS source, 'y' AS medium, 1000000 AS credit_micros, %d AS revenue_minor, 'EUR' AS currency"
        .formatted(order, converted, touchAt, kind, channel, order.equals("A") ? 4_990 : 2_500);
  }

  private static String revision(String order, String converted, String channel, long revision) {
    String day = converted.substring(0, 10);
    return credit(order, converted, converted, "visit", channel)
        + (", DATE '%s' AS conversion_day, %d AS revision, 'c-%s' AS conversion_key, 'v1' AS"
                + " journey_key, TIMESTAMPTZ '%s' AS conversion_received_at, 'c1' AS"
                + " conversion_collector_id, 3 AS conversion_sequence")
            .formatted(day, (1L << 32) + revision, order, converted);
  }

  private static Part cells(
      String day,
      String status,
      String channel,
      long micros,
      long minor,
      long high,
      String publication) {
    return new Part(
        Map.of("day", day, "status", status),
        "SELECT unnest(['last_non_direct','linear']) AS model, '%s' AS channel, 'x' AS source, 'y' AS medium, %d AS credit_micros, %d AS revenue_minor, 'EUR' AS currency, %d AS low_micros, %d AS high_micros, TIMESTAMPTZ '2026-11-09 11:00:00Z' AS as_of, %s::VARCHAR AS publication_id"
            .formatted(channel, micros, minor, micros, high, publication));
  }
}
