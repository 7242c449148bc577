package dev.tributary.batch.layout;

import dev.tributary.core.identity.Cut;
import dev.tributary.core.identity.Identifier;
import dev.tributary.core.identity.PersonId;
import dev.tributary.core.identity.Resolution;
import dev.tributary.core.identity.Whose;
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
 * @param whose decides where visitor and user of an event are two persons
 */
record People(HashMap<String, String> linked, HashMap<String, List<String>> names, Whose whose)
    implements Serializable {

  private static final String VISITOR = Identifier.VISITOR + ":";
  private static final String USER = Identifier.USER + ":";
  private static final String WITHDRAWN = Identifier.WITHDRAWN_CONSENT + ":";

  static People of(Resolution resolution) {
    HashMap<String, String> linked = new HashMap<>(resolution.identities().size() * 2);
    resolution
        .identities()
        .forEach(identity -> linked.put(name(identity.identifier()), identity.personId()));
    return new People(linked, named(linked), resolution.whose());
  }

  /** From rows of an identifier and its person. */
  static People ofRows(List<Row> rows, Collection<Cut> cuts) {
    HashMap<String, String> linked = new HashMap<>(rows.size() * 2);
    rows.forEach(row -> linked.put(row.getString(0), row.getString(1)));
    List<String> withdrawn = new ArrayList<>();
    linked.forEach(
        (name, person) -> {
          if (name.startsWith(WITHDRAWN)) {
            withdrawn.add(person);
          }
        });
    return new People(linked, named(linked), new Whose(cuts, withdrawn));
  }

  private static HashMap<String, List<String>> named(HashMap<String, String> linked) {
    HashMap<String, List<String>> names = new HashMap<>();
    linked.forEach(
        (name, person) -> names.computeIfAbsent(person, one -> new ArrayList<>()).add(name));
    names.values().forEach(Collections::sort);
    return names;
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

  /**
   * Whose an event is.
   *
   * @param userId that it names, or null
   * @param identifier as {@link #identifierOf} says
   */
  String owner(String userId, String identifier) {
    String own = owner(identifier);
    if (userId == null || !identifier.startsWith(VISITOR)) {
      return own;
    }
    String user = owner(user(userId));
    return user.equals(own) ? own : whose.person(userId, user, own);
  }

  static String user(String userId) {
    return USER + userId;
  }

  static boolean isVisitor(String identifier) {
    return identifier.startsWith(VISITOR);
  }

  static boolean isWithdrawal(String identifier) {
    return identifier.startsWith(WITHDRAWN);
  }

  /** The person whom {@link #owner} named. */
  static String personOf(String owner) {
    // An identifier has a colon after its kind; a person's id has none.
    return owner.indexOf(':') < 0 ? owner : PersonId.named(owner);
  }

  /**
   * The identifier that decides whose an event is, but for {@link Whose}: its kind, a colon and its
   * value.
   */
  static String identifierOf(TimelineEvent event) {
    return name(EventOwner.of(event));
  }

  /** The kind of an identifier, a colon and its value. */
  static String name(Identifier identifier) {
    return identifier.kind() + ":" + identifier.value();
  }
}
