package dev.tributary.batch.layout;

import dev.tributary.core.identity.Identifier;
import dev.tributary.core.identity.Identity;
import dev.tributary.core.identity.PersonId;
import dev.tributary.core.journey.EventOwner;
import dev.tributary.core.journey.TimelineEvent;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Who is behind an event. Holds only identifiers that are linked to another one: the person of any
 * other follows from the identifier alone, so it never leaves Spark.
 *
 * @param linked person id by identifier
 * @param names the identifiers of a person, in order
 */
record People(HashMap<String, String> linked, HashMap<String, List<String>> names)
    implements Serializable {

  static People of(Collection<Identity> identities) {
    HashMap<String, String> linked = new HashMap<>(identities.size() * 2);
    identities.forEach(identity -> linked.put(name(identity.identifier()), identity.personId()));
    return of(linked);
  }

  /** From rows of an identifier and its person. */
  static People ofRows(List<Row> rows) {
    HashMap<String, String> linked = new HashMap<>(rows.size() * 2);
    rows.forEach(row -> linked.put(row.getString(0), row.getString(1)));
    return of(linked);
  }

  private static People of(HashMap<String, String> linked) {
    HashMap<String, List<String>> names = new HashMap<>();
    linked.forEach(
        (name, person) -> names.computeIfAbsent(person, one -> new ArrayList<>()).add(name));
    names.values().forEach(Collections::sort);
    return new People(linked, names);
  }

  /** The linked identifiers of a person; none where the person goes by one only. */
  List<String> identifiersOf(String person) {
    return names.getOrDefault(person, List.of());
  }

  /** The person of an identifier, as {@link #identifierOf} names it. */
  String person(String identifier) {
    String person = linked.get(identifier);
    return person == null ? PersonId.named(identifier) : person;
  }

  /**
   * Whose an identifier is: the person of a linked one, and any other itself, since to name a
   * person takes long and is only needed once a journey.
   */
  String owner(String identifier) {
    return linked.getOrDefault(identifier, identifier);
  }

  /** The person whom {@link #owner} named. */
  static String personOf(String owner) {
    // An identifier has a colon after its kind; a person's id has none.
    return owner.indexOf(':') < 0 ? owner : PersonId.named(owner);
  }

  /** The identifier that decides whose an event is: its kind, a colon and its value. */
  static String identifierOf(TimelineEvent event) {
    return name(EventOwner.of(event));
  }

  /** The kind of an identifier, a colon and its value. */
  static String name(Identifier identifier) {
    return identifier.kind() + ":" + identifier.value();
  }
}
