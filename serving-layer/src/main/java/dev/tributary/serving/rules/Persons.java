package dev.tributary.serving.rules;

import dev.tributary.core.consent.Choice;
import dev.tributary.core.consent.Consent;
import dev.tributary.core.consent.ConsentPolicy;
import dev.tributary.core.event.Event;
import dev.tributary.core.event.EventType;
import dev.tributary.core.event.Identifiers;
import dev.tributary.core.identity.Identifier;
import dev.tributary.serving.lake.LakeQuery;
import dev.tributary.serving.lake.QueryResult;
import dev.tributary.serving.lake.StoredEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The raw events of a stretch of time, and every change of consent before, person by person: as the
 * newest publication knows persons, and whom it does not know by visitor, user or redirect. Of
 * several copies of an event there is the one that counts, whenever and under whomever the others
 * were sent. One person at a time is in memory.
 */
final class Persons implements AutoCloseable {

  /** An event belongs to its visitor, else its user, else the redirect that it names; see GUEST. */
  private static final String KIND =
      "CASE WHEN event_type = '%s' THEN '%s' WHEN visitor_id IS NOT NULL THEN '%s' WHEN user_id IS NOT NULL THEN '%s' WHEN click_id_type = '%s' THEN '%s' ELSE 'event' END"
          .formatted(
              EventType.CONSENT.wire(),
              Identifier.CONSENT_SUBJECT,
              Identifier.VISITOR,
              Identifier.USER,
              Identifiers.FIRST_PARTY_CLICK_ID,
              Identifier.CLICK);

  /**
   * Whether it is its user's on the browser of somebody else, as core's Whose decides. Its
   * parameter lists the choices that withdraw consent.
   */
  private static final String GUEST =
      "own_kind = '%s' AND user_id IS NOT NULL AND u.person_id <> i.person_id AND user_id NOT IN (SELECT identifier FROM identity_cuts WHERE kind = '%s' AND neighbour_kind = '%s') AND i.person_id NOT IN (SELECT person_id FROM identities WHERE kind = '%s' AND identifier IN (SELECT visitor_id FROM raw_events WHERE event_type = '%s' AND list_contains(string_split(?, ','), consent_analytics)))"
          .formatted(
              Identifier.VISITOR,
              Identifier.USER,
              Identifier.VISITOR,
              Identifier.CONSENT_SUBJECT,
              EventType.CONSENT.wire());

  private static final String WHO =
      "(SELECT kind, identifier, any_value(person_id) AS person_id FROM identities GROUP BY ALL)";

  private static final String QUESTION =
      "WITH events AS (SELECT *, "
          + KIND
          + " AS own_kind FROM raw_events WHERE occurred_at < ?"
          + " AND (occurred_at >= ? OR event_type = '"
          + EventType.CONSENT.wire()
          + "')),"
          + " counting AS (SELECT key, received_at, collector_id, sequence FROM raw_events"
          + " WHERE key IN (SELECT key FROM events) QUALIFY row_number() OVER"
          + " (PARTITION BY key ORDER BY received_at, collector_id, sequence) = 1),"
          + " named AS (SELECT *, CASE own_kind WHEN 'event' THEN key WHEN '"
          + Identifier.CLICK
          + "' THEN click_id ELSE coalesce(visitor_id, user_id) END AS own_value FROM events"
          + " SEMI JOIN counting USING (key, received_at, collector_id, sequence))"
          + " SELECT "
          + StoredEvent.COLUMNS
          + ", CASE WHEN "
          + GUEST
          + " THEN u.person_id ELSE coalesce(i.person_id, own_kind || ':' || own_value) END AS whose"
          + " FROM named LEFT JOIN "
          + WHO
          + " i ON i.kind = own_kind AND i.identifier = own_value LEFT JOIN "
          + WHO
          + " u ON u.kind = '"
          + Identifier.USER
          + "' AND u.identifier = user_id ORDER BY whose, key";

  private final QueryResult rows;
  private Optional<Object[]> ahead;

  private Persons(QueryResult rows) {
    this.rows = rows;
    this.ahead = rows.next();
  }

  /**
   * Opens the rows.
   *
   * @param policy which choices withdraw consent
   */
  static Persons between(LakeQuery lake, ConsentPolicy policy, Instant from, Instant before) {
    String withdrawing =
        Stream.of(Choice.values())
            .filter(choice -> !policy.allowsAnalytics(new Consent(choice, choice)))
            .map(Choice::wire)
            .collect(Collectors.joining(","));
    return new Persons(
        lake.ask(
            QUESTION, before.atOffset(ZoneOffset.UTC), from.atOffset(ZoneOffset.UTC), withdrawing));
  }

  /** The events of the next person; none when there is nobody more. */
  List<Event> next() {
    List<Event> events = new ArrayList<>();
    Optional<Object> person = ahead.map(Persons::whose);
    while (ahead.isPresent() && ahead.map(Persons::whose).equals(person)) {
      events.add(StoredEvent.of(ahead.get()).event());
      ahead = rows.next();
    }
    return events;
  }

  private static Object whose(Object[] row) {
    return row[row.length - 1];
  }

  @Override
  public void close() {
    rows.close();
  }
}
