package dev.tributary.serving.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.core.event.Identifiers;
import dev.tributary.core.identity.Identifier;
import dev.tributary.serving.lake.LakeQuery;
import dev.tributary.serving.lake.QueryResult;
import dev.tributary.serving.lake.StoredEvent;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Asks for raw events; of those with one key only for the earliest received, which counts. */
record StoredEvents(LakeQuery lake) {

  /** The texts of {@link #values}. */
  private static final String LISTED = "(SELECT decode(unhex(unnest(string_split(?, ',')))))";

  private static final String EARLIEST_FIRST = "received_at, collector_id, sequence";

  /** Words that may be a redirect's id, in an event's addresses; core says whether they are. */
  private static final String IN_ADDRESS =
      Stream.of("page_url", "destination_url")
          .map(
              column ->
                  "nullif(url_decode(replace(regexp_extract("
                      + column
                      + ", '(?i)[?&#;]"
                      + Identifiers.FIRST_PARTY_CLICK_ID
                      + "=([^&#]+)', 1), '+', ' ')), '') IN "
                      + LISTED)
          .reduce((one, other) -> one + " OR " + other)
          .orElseThrow();

  /** The event that counts of a key. */
  List<StoredEvent> withKey(String key) {
    return events(" WHERE key = ? ORDER BY " + EARLIEST_FIRST + " LIMIT 1", key);
  }

  /**
   * Events that these identifiers own, or may own: of some a copy names one of them and the
   * earliest somebody else.
   *
   * @param key of an event that comes first, whoever owns it
   * @param guests users among them whose events on others' browsers are theirs
   * @param most how many; those received first
   */
  List<StoredEvent> of(String key, Set<Identifier> identifiers, Set<Identifier> guests, int most) {
    String visitors = values(identifiers, Identifier.VISITOR);
    String clicks = values(identifiers, Identifier.CLICK);
    return events(
        earliestOf(
                "key = ?"
                    + " OR event_type <> 'consent' AND visitor_id IN "
                    + LISTED
                    + " OR event_type = 'consent' AND visitor_id IN "
                    + LISTED
                    + " OR visitor_id IS NULL AND user_id IN "
                    + LISTED
                    + " OR event_type <> 'consent' AND user_id IN "
                    + LISTED
                    + " OR visitor_id IS NULL AND user_id IS NULL AND (click_id_type = ? AND"
                    + " click_id IN "
                    + LISTED
                    + " OR "
                    + IN_ADDRESS
                    + ")")
            + " ORDER BY key = ? DESC, "
            + EARLIEST_FIRST
            + " LIMIT "
            + most,
        key,
        visitors,
        values(identifiers, Identifier.CONSENT_SUBJECT),
        values(identifiers, Identifier.USER),
        values(guests, Identifier.USER),
        Identifiers.FIRST_PARTY_CLICK_ID,
        clicks,
        clicks,
        clicks,
        key);
  }

  /** The changes of consent of these subjects. */
  List<StoredEvent> choices(Set<Identifier> subjects) {
    return events(
        earliestOf("event_type = 'consent' AND visitor_id IN " + LISTED) + " ORDER BY key",
        values(subjects, Identifier.CONSENT_SUBJECT));
  }

  /** Visitor, user, type, first and last time of events that name one of these with another. */
  List<Object[]> together(Set<Identifier> identifiers) {
    return ask(
        "SELECT visitor_id, user_id, event_type, min(occurred_at), max(occurred_at) FROM (SELECT *"
            + earliestOf(
                "event_type <> 'consent' AND visitor_id IS NOT NULL AND user_id IS NOT NULL AND"
                    + " (visitor_id IN "
                    + LISTED
                    + " OR user_id IN "
                    + LISTED
                    + ")")
            + ") WHERE event_type <> 'consent' AND visitor_id IS NOT NULL AND user_id IS NOT NULL"
            + " GROUP BY visitor_id, user_id, event_type",
        values(identifiers, Identifier.VISITOR),
        values(identifiers, Identifier.USER));
  }

  /**
   * Events of visitors or users that have the id of a redirect, or may have it, where one of these
   * is named.
   *
   * @param most how many; those that happened first
   */
  List<StoredEvent> carriers(Set<Identifier> identifiers, int most) {
    String clicks = values(identifiers, Identifier.CLICK);
    return events(
        earliestOf(
                "event_type <> 'consent' AND (visitor_id IS NOT NULL OR user_id IS NOT NULL)"
                    + " AND (click_id_type = ? OR contains(lower(concat(page_url, ' ',"
                    + " destination_url)), ?)) AND (visitor_id IN "
                    + LISTED
                    + " OR user_id IN "
                    + LISTED
                    + " OR click_id IN "
                    + LISTED
                    + " OR "
                    + IN_ADDRESS
                    + ")")
            + " ORDER BY occurred_at, key LIMIT "
            + most,
        Identifiers.FIRST_PARTY_CLICK_ID,
        Identifiers.FIRST_PARTY_CLICK_ID,
        values(identifiers, Identifier.VISITOR),
        values(identifiers, Identifier.USER),
        clicks,
        clicks,
        clicks);
  }

  private static String earliestOf(String which) {
    return " FROM raw_events WHERE key IN (SELECT key FROM raw_events WHERE "
        + which
        + ") QUALIFY row_number() OVER (PARTITION BY key ORDER BY "
        + EARLIEST_FIRST
        + ") = 1";
  }

  private List<StoredEvent> events(String from, Object... parameters) {
    String rows = from.startsWith(" FROM") ? from : " FROM raw_events" + from;
    return ask("SELECT " + StoredEvent.COLUMNS + rows, parameters).stream()
        .map(StoredEvent::of)
        .toList();
  }

  /** What any query gives. */
  List<Object[]> ask(String sql, Object... parameters) {
    try (QueryResult result = lake.ask(sql, parameters)) {
      return result.all();
    }
  }

  /**
   * One text of all identifiers of a kind, since a question mark takes no list; in hexadecimal,
   * since an identifier may hold any character that could stand between them.
   */
  private static String values(Set<Identifier> identifiers, String kind) {
    return String.join(
        ",",
        identifiers.stream()
            .filter(identifier -> identifier.kind().equals(kind))
            .map(identifier -> HexFormat.of().formatHex(identifier.value().getBytes(UTF_8)))
            .toList());
  }
}
