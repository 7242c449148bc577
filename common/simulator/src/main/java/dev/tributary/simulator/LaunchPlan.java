package dev.tributary.simulator;

import dev.tributary.simulator.LaunchVisit.Fault;
import java.util.ArrayList;
import java.util.List;

/** The visits of a launch day, in order; seeded like the history, with persons of their own. */
public record LaunchPlan(List<LaunchVisit> visits) {

  private static final long STREAM = -3;
  private static final double BUYS = 0.4;

  public LaunchPlan {
    visits = List.copyOf(visits);
  }

  /** Plans the visits of so many persons, with machines and faults among them. */
  public static LaunchPlan of(long seed, int persons, Rates rates) {
    Chance chance = new Chance(seed, STREAM);
    List<LaunchVisit> visits = new ArrayList<>();
    for (int number = 1; number <= persons; number++) {
      String person = "launch-" + number;
      if (chance.happens(rates.bots())) {
        LaunchLink link = LaunchLink.ALL.get(chance.below(LaunchLink.ALL.size()));
        visits.add(viaLink(person, chance, "robot", link, null, 0, Fault.NONE));
      } else if (chance.happens(rates.crossDevice())) {
        crossDevice(person, chance, visits);
      } else {
        visits.add(single(person, chance, rates));
      }
    }
    return new LaunchPlan(visits);
  }

  /** The link is followed on the phone, the order placed later at the desk: one person. */
  private static void crossDevice(String person, Chance chance, List<LaunchVisit> visits) {
    LaunchLink link = LaunchLink.ALL.get(chance.below(LaunchLink.ALL.size()));
    String user = person + "@example.com";
    visits.add(viaLink(person, chance, "phone", link, user, 0, Fault.NONE));
    visits.add(
        new LaunchVisit(
            person,
            "v" + chance.identifier(20),
            "desktop",
            TrafficSource.DIRECT.channel(),
            null,
            null,
            null,
            user,
            chance.between(900, 24_000),
            Fault.NONE));
  }

  private static LaunchVisit single(String person, Chance chance, Rates rates) {
    long order = chance.happens(BUYS) ? chance.between(900, 24_000) : 0;
    Fault fault = fault(chance, rates);
    if (chance.happens(0.7)) {
      LaunchLink link = LaunchLink.ALL.get(chance.below(LaunchLink.ALL.size()));
      return viaLink(person, chance, "desktop", link, null, order, fault);
    }
    return new LaunchVisit(
        person,
        "v" + chance.identifier(20),
        "phone",
        "Organic Search",
        null,
        null,
        "https://www.google.com/",
        null,
        order,
        fault);
  }

  private static Fault fault(Chance chance, Rates rates) {
    if (chance.happens(rates.duplicates())) {
      return Fault.DUPLICATE_ORDER;
    }
    return chance.happens(rates.late()) ? Fault.LATE_LANDING : Fault.NONE;
  }

  private static LaunchVisit viaLink(
      String person,
      Chance chance,
      String deviceClass,
      LaunchLink link,
      String user,
      long order,
      Fault fault) {
    return new LaunchVisit(
        person,
        "v" + chance.identifier(20),
        deviceClass,
        link.channel(),
        link.campaign(),
        link.id(),
        null,
        user,
        order,
        fault);
  }
}
