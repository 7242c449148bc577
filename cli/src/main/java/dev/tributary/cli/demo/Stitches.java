package dev.tributary.cli.demo;

import dev.tributary.serving.lake.LakeQuery;
import dev.tributary.serving.lake.QueryResult;
import dev.tributary.simulator.Truth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the published persons compare with the real ones.
 *
 * @param twoDevices persons who used two devices and allowed analytics
 * @param joined of them, those whose devices are one published person
 * @param mixed published persons that hold devices of more than one real person
 */
record Stitches(long twoDevices, long joined, long mixed) {

  static Stitches of(List<Truth.Person> persons, LakeQuery lake) {
    Map<String, String> published = new HashMap<>();
    try (QueryResult rows =
        lake.ask("SELECT identifier, person_id FROM identities WHERE kind = 'visitor_id'")) {
      for (Optional<Object[]> row = rows.next(); row.isPresent(); row = rows.next()) {
        published.put((String) row.get()[0], (String) row.get()[1]);
      }
    }
    long twoDevices = 0;
    long joined = 0;
    Map<String, Set<String>> real = new HashMap<>();
    for (Truth.Person person : persons) {
      Set<String> found = new HashSet<>();
      for (String visitor : person.visitorIds()) {
        String publishedPerson = published.get(visitor);
        // A device that was planned and never used was never seen by anybody.
        if (publishedPerson != null) {
          found.add(publishedPerson);
          real.computeIfAbsent(publishedPerson, one -> new HashSet<>()).add(person.id());
        }
      }
      boolean usedBoth = person.visitorIds().stream().filter(published::containsKey).count() > 1;
      twoDevices += usedBoth ? 1 : 0;
      joined += usedBoth && found.size() == 1 ? 1 : 0;
    }
    return new Stitches(
        twoDevices, joined, real.values().stream().filter(ids -> ids.size() > 1).count());
  }
}
