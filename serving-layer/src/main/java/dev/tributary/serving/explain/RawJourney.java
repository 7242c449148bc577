package dev.tributary.serving.explain;

import dev.tributary.core.consent.Pseudonyms;
import dev.tributary.core.identity.Cut;
import dev.tributary.core.identity.Identifier;
import dev.tributary.core.identity.IdentityGraph;
import dev.tributary.core.journey.Enricher;
import dev.tributary.core.journey.EventOwner;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.serving.lake.StoredEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The person behind a conversion, and all raw events that may belong to the journey.
 *
 * @param personId of the current publication, or null
 * @param identifiers what was looked for
 * @param events by key, of its copies the one that counts; the conversion's own first
 * @param timeline the same, enriched
 * @param elsewhere events that a copy names this person for and that count for somebody else
 * @param cuts identifiers that the person shares with too many others to be theirs
 * @param notes what has to be said of an answer that is drawn from this
 */
record RawJourney(
    String personId,
    Set<Identifier> identifiers,
    Map<String, StoredEvent> events,
    List<TimelineEvent> timeline,
    List<TimelineEvent> elsewhere,
    List<Cut> cuts,
    List<String> notes) {

  /** How journeys are looked for. */
  record Search(
      StoredEvents stored,
      IdentityGraph graph,
      Enricher enricher,
      Optional<Pseudonyms> pseudonyms,
      int most) {}

  /**
   * Looks up who made a conversion and what else that person did, by all that is stored now.
   *
   * @param conversion as it counts, enriched
   */
  static RawJourney of(Search search, TimelineEvent conversion) {
    StoredEvents stored = search.stored();
    Identifier maker = EventOwner.of(conversion);
    List<String> persons = new ArrayList<>(published(stored, conversion.key()));
    List<String> newest = new ArrayList<>(newest(stored, maker));
    if (conversion.userId() != null) {
      newest.addAll(newest(stored, Identifier.user(conversion.userId())));
    }
    Set<String> likely = new LinkedHashSet<>(persons);
    likely.addAll(newest);
    Set<Identifier> published = identifiers(stored, likely);
    PersonNow person = PersonNow.of(search, conversion, published);
    persons.addAll(newest.stream().filter(one -> one.equals(person.person())).toList());
    persons.addAll(newest);
    Set<Identifier> all = new LinkedHashSet<>(person.identifiers());
    all.addAll(subjects(person, published, search.pseudonyms()));
    List<StoredEvent> found = stored.of(conversion.key(), all, person.guests(), search.most() + 1);
    Map<String, StoredEvent> events = new LinkedHashMap<>();
    List<TimelineEvent> timeline = new ArrayList<>();
    List<TimelineEvent> elsewhere = new ArrayList<>();
    Set<Identifier> identifiers = new TreeSet<>(person.identifiers());
    for (StoredEvent one : found.subList(0, Math.min(found.size(), search.most()))) {
      TimelineEvent event = search.enricher().enrich(one.event());
      boolean choice = EventOwner.of(event).kind().equals(Identifier.CONSENT_SUBJECT);
      boolean theirs = choice ? all.contains(EventOwner.of(event)) : person.made(event);
      if (event.key().equals(conversion.key()) || theirs) {
        events.put(event.key(), one);
        timeline.add(event);
        if (choice) {
          identifiers.add(EventOwner.of(event));
        }
      } else if (!person.namedBy(event)) {
        elsewhere.add(event);
      }
    }
    List<String> notes = new ArrayList<>();
    if (!person.complete()) {
      notes.add(
          "More identifiers lie around the person than are followed here, those of whom browsers"
              + " are shared with too, so a touch may be missing and credit differ from what was"
              + " published.");
    }
    if (found.size() > search.most()) {
      notes.add(tooMuch(search.most()));
    }
    if (search.pseudonyms().isEmpty() && consentChanged(stored)) {
      notes.add(
          "The raw log holds changes of consent under a keyed hash, but the key"
              + " (secrets/pseudonym.key in the data directory) is gone, so nobody can tell whose"
              + " they are: a withdrawal may be passed over here. Restore the key from a backup.");
    }
    return new RawJourney(
        persons.isEmpty() ? null : persons.get(0),
        identifiers,
        events,
        timeline,
        elsewhere,
        person.cuts().stream().filter(cut -> !all.contains(cut.identifier())).toList(),
        notes);
  }

  private static String tooMuch(int most) {
    return "The person has more than "
        + most
        + " events. Only so many are looked at here, the order and those received first, so"
        + " a touch may be missing and credit differ from what was published.";
  }

  /** As its publication said. */
  private static List<String> published(StoredEvents stored, String conversionKey) {
    return stored.ask("SELECT person_id FROM conversions WHERE key = ?", conversionKey).stream()
        .map(row -> (String) row[0])
        .toList();
  }

  /** As the newest publication says of whoever made it. */
  private static List<String> newest(StoredEvents stored, Identifier maker) {
    return stored
        .ask(
            "SELECT person_id FROM identities WHERE kind = ? AND identifier = ?",
            maker.kind(),
            maker.value())
        .stream()
        .map(row -> (String) row[0])
        .toList();
  }

  private static Set<Identifier> identifiers(StoredEvents stored, Set<String> persons) {
    Set<Identifier> published = new TreeSet<>();
    for (String person : persons) {
      stored
          .ask("SELECT kind, identifier FROM identities WHERE person_id = ?", person)
          .forEach(row -> published.add(new Identifier((String) row[0], (String) row[1])));
    }
    return published;
  }

  /** Changes of consent are stored under a keyed hash of their visitor. */
  private static Set<Identifier> subjects(
      PersonNow person, Set<Identifier> published, Optional<Pseudonyms> pseudonyms) {
    Set<Identifier> subjects = new TreeSet<>();
    if (pseudonyms.isPresent()) {
      person.identifiers().stream()
          .filter(one -> one.kind().equals(Identifier.VISITOR))
          .map(one -> Identifier.consentSubject(pseudonyms.get().of(one.value())))
          .forEach(subjects::add);
    } else {
      published.stream()
          .filter(one -> one.kind().equals(Identifier.CONSENT_SUBJECT))
          .forEach(subjects::add);
    }
    return subjects;
  }

  private static boolean consentChanged(StoredEvents stored) {
    return !stored.ask("SELECT 1 FROM raw_events WHERE event_type = 'consent' LIMIT 1").isEmpty();
  }
}
