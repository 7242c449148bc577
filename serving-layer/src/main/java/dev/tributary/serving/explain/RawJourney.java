package dev.tributary.serving.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.tributary.core.event.Identifiers;
import dev.tributary.core.identity.Identifier;
import dev.tributary.core.journey.Enricher;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.serving.lake.LakeQuery;
import dev.tributary.serving.lake.QueryResult;
import dev.tributary.serving.lake.StoredEvent;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The person behind a conversion, and all raw events that may belong to the journey.
 *
 * @param personId of the current publication, or null
 * @param identifiers what was looked for
 * @param events by key, duplicates included; the conversion's own first
 * @param most how many events are looked at
 * @param complete whether these are all of them
 */
record RawJourney(
    String personId,
    Set<Identifier> identifiers,
    Map<String, List<StoredEvent>> events,
    int most,
    boolean complete) {

  /** The texts of {@link #values}. */
  private static final String LISTED = "(SELECT decode(unhex(unnest(string_split(?, ',')))))";

  /** Looks up who made a conversion, by the publication's identities, else by its own visitor. */
  static RawJourney of(LakeQuery lake, String conversionKey, Enricher enricher, int most) {
    Set<Identifier> own = own(lake, conversionKey, enricher);
    Set<String> persons = persons(lake, conversionKey, own);
    Set<Identifier> all = new LinkedHashSet<>(own);
    for (String person : persons) {
      for (Object[] row :
          ask(lake, "SELECT kind, identifier FROM identities WHERE person_id = ?", person)) {
        all.add(new Identifier((String) row[0], (String) row[1]));
      }
    }
    all.addAll(clicksOf(lake, all, enricher));
    String person = persons.isEmpty() ? null : persons.iterator().next();
    List<StoredEvent> events = events(lake, conversionKey, all, most + 1);
    return new RawJourney(
        person,
        all,
        events.stream()
            .limit(most)
            .collect(groupingBy(one -> one.event().header().key(), LinkedHashMap::new, toList())),
        most,
        events.size() <= most);
  }

  /** What must be said of an answer that is drawn from this. */
  Optional<String> caution() {
    return complete
        ? Optional.empty()
        : Optional.of(
            "The person has more than "
                + most
                + " events. Only so many are looked at here, the order and those received first, so"
                + " a touch may be missing and credit differ from what was published.");
  }

  private static Set<Identifier> own(LakeQuery lake, String conversionKey, Enricher enricher) {
    Set<Identifier> own = new LinkedHashSet<>();
    for (Object[] row :
        ask(
            lake,
            "SELECT "
                + StoredEvent.COLUMNS
                + " FROM raw_events WHERE key = ? ORDER BY received_at, collector_id, sequence"
                + " LIMIT 1",
            conversionKey)) {
      TimelineEvent event = enricher.enrich(StoredEvent.of(row).event());
      add(own, Identifier.VISITOR, event.visitorId());
      add(own, Identifier.CLICK, redirect(event));
      add(own, Identifier.USER, event.userId());
    }
    return own;
  }

  /** As its publication said, and as the newest one says of its identifiers. */
  private static Set<String> persons(LakeQuery lake, String conversionKey, Set<Identifier> own) {
    Set<String> persons = new LinkedHashSet<>();
    ask(lake, "SELECT person_id FROM conversions WHERE key = ?", conversionKey)
        .forEach(row -> persons.add((String) row[0]));
    for (Identifier identifier : own) {
      ask(
              lake,
              "SELECT person_id FROM identities WHERE kind = ? AND identifier = ?",
              identifier.kind(),
              identifier.value())
          .forEach(row -> persons.add((String) row[0]));
    }
    return persons;
  }

  /**
   * Ids of our own redirects that the person's events carry, in a field or in their address: the
   * redirects name no visitor.
   */
  private static Set<Identifier> clicksOf(
      LakeQuery lake, Set<Identifier> identifiers, Enricher enricher) {
    Set<Identifier> clicks = new LinkedHashSet<>();
    for (Object[] row :
        ask(
            lake,
            "SELECT "
                + StoredEvent.COLUMNS
                + " FROM raw_events WHERE visitor_id IN "
                + LISTED
                + " AND (click_id_type = ?"
                + " OR contains(lower(concat(page_url, ' ', destination_url)), ?))",
            values(identifiers, Identifier.VISITOR),
            Identifiers.FIRST_PARTY_CLICK_ID,
            Identifiers.FIRST_PARTY_CLICK_ID)) {
      add(clicks, Identifier.CLICK, redirect(enricher.enrich(StoredEvent.of(row).event())));
    }
    return clicks;
  }

  /** The id of our redirect that an event names, or null. */
  private static String redirect(TimelineEvent event) {
    boolean ours = Identifiers.FIRST_PARTY_CLICK_ID.equals(event.clickIdType());
    return ours ? event.clickId() : null;
  }

  /** As batch does: an event belongs to its visitor, else its user, else the redirect it names. */
  private static List<StoredEvent> events(
      LakeQuery lake, String conversionKey, Set<Identifier> identifiers, int limit) {
    return ask(
            lake,
            "SELECT "
                + StoredEvent.COLUMNS
                + " FROM raw_events WHERE key = ?"
                + " OR visitor_id IN "
                + LISTED
                + " OR event_type = 'consent'"
                + " AND visitor_id IN "
                + LISTED
                + " OR visitor_id IS NULL"
                + " AND user_id IN "
                + LISTED
                + " OR visitor_id IS NULL AND user_id IS NULL AND click_id_type = ?"
                + " AND click_id IN "
                + LISTED
                + " ORDER BY key = ? DESC, received_at, collector_id, sequence LIMIT "
                + limit,
            conversionKey,
            values(identifiers, Identifier.VISITOR),
            values(identifiers, Identifier.CONSENT_SUBJECT),
            values(identifiers, Identifier.USER),
            Identifiers.FIRST_PARTY_CLICK_ID,
            values(identifiers, Identifier.CLICK),
            conversionKey)
        .stream()
        .map(StoredEvent::of)
        .toList();
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

  private static void add(Set<Identifier> into, String kind, String value) {
    if (value != null) {
      into.add(new Identifier(kind, value));
    }
  }

  private static List<Object[]> ask(LakeQuery lake, String sql, Object... parameters) {
    try (QueryResult result = lake.ask(sql, parameters)) {
      return result.all();
    }
  }
}
