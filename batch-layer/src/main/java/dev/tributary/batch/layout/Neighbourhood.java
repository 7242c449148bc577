package dev.tributary.batch.layout;

import dev.tributary.core.identity.Cut;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * Everybody in some components, and who met whom there: users and visitors of one event who are two
 * persons. The events of both may go from one person to the other although neither identifier does.
 *
 * @param met by a user's or a visitor's identifier, those of the other kind
 * @param sharedLogins by user id, how many visitors more than a login may have
 */
record Neighbourhood(
    People people, HashMap<String, List<String>> met, HashMap<String, Long> sharedLogins)
    implements Serializable {

  /**
   * @param meetings rows of a user's identifier and a visitor's
   */
  static Neighbourhood of(People people, List<Row> meetings, List<Cut> cuts) {
    HashMap<String, Long> sharedLogins = new HashMap<>();
    cuts.stream()
        .filter(Cut::isSharedLogin)
        .forEach(cut -> sharedLogins.put(cut.identifier().value(), cut.neighbours() - cut.limit()));
    return new Neighbourhood(people, strangers(people, meetings), sharedLogins);
  }

  private static HashMap<String, List<String>> strangers(People people, List<Row> meetings) {
    HashMap<String, List<String>> met = new HashMap<>();
    for (Row meeting : meetings) {
      String user = meeting.getString(0);
      String visitor = meeting.getString(1);
      if (!people.owner(user).equals(people.owner(visitor))) {
        met.computeIfAbsent(user, one -> new ArrayList<>()).add(visitor);
        met.computeIfAbsent(visitor, one -> new ArrayList<>()).add(user);
      }
    }
    return met;
  }

  /**
   * Those with whom events may have changed hands.
   *
   * @param moved identifiers that are another person's than before
   * @param before whose they were
   * @param doubtful users who may have become a shared login, or ceased to be one
   */
  Set<String> concerned(Set<String> moved, People before, Set<String> doubtful) {
    Set<String> concerned = new HashSet<>();
    doubtful.forEach(user -> concerned.addAll(met(user)));
    Set<String> withdrawn = new HashSet<>();
    for (String name : moved) {
      if (people.person(name).equals(before.person(name))) {
        continue; // It had no events of its own, so it was in no journey and counts as new.
      }
      concerned.addAll(met(name));
      if (people.whose().withdrew(people.person(name))) {
        withdrawn.add(people.person(name));
      }
      if (People.isWithdrawal(name)) {
        withdrawn.add(before.person(name));
      }
    }
    withdrawn.forEach(
        person -> people.identifiersOf(person).forEach(name -> concerned.addAll(met(name))));
    return concerned;
  }

  /**
   * All that the events of a person may go by: a user's may go by a stranger's visitor, but for a
   * shared login's, which stay with the visitor.
   */
  Stream<String> reach(String person) {
    return people.identifiersOf(person).stream()
        .flatMap(
            name ->
                People.isVisitor(name) || isSharedLogin(name)
                    ? Stream.of(name)
                    : Stream.concat(Stream.of(name), met(name).stream()));
  }

  private boolean isSharedLogin(String name) {
    String user = People.user("");
    return name.startsWith(user) && sharedLogins.containsKey(name.substring(user.length()));
  }

  /** Whether the events of one identifier may be several persons'. */
  boolean anyStrangers() {
    return !met.isEmpty();
  }

  private List<String> met(String name) {
    return met.getOrDefault(name, List.of());
  }
}
