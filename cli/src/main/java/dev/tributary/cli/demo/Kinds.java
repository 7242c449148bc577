package dev.tributary.cli.demo;

import dev.tributary.simulator.LaunchVisit;
import dev.tributary.simulator.Truth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What makes a person's journey easy or hard to see. */
final class Kinds {

  private static final String ONE_DEVICE = "one device";
  private static final String TWO_DEVICES = "two devices";
  private static final String REFUSED = "analytics refused";

  private Kinds() {}

  static Map<String, String> ofHistory(List<Truth.Person> persons) {
    Map<String, String> kinds = new HashMap<>();
    for (Truth.Person person : persons) {
      kinds.put(
          person.id(),
          person.consent().equals("denied")
              ? REFUSED
              : person.visitorIds().size() > 1 ? TWO_DEVICES : ONE_DEVICE);
    }
    return kinds;
  }

  static Map<String, String> ofLaunch(List<LaunchVisit> visits) {
    Map<String, String> kinds = new HashMap<>();
    for (LaunchVisit visit : visits) {
      kinds.put(visit.personId(), visit.userId() != null ? TWO_DEVICES : ONE_DEVICE);
    }
    return kinds;
  }
}
