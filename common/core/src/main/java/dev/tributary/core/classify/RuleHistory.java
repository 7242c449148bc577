package dev.tributary.core.classify;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** Which channel rules were in force when. */
final class RuleHistory {

  private final TreeMap<Instant, ChannelRules> since = new TreeMap<>();

  private RuleHistory() {}

  /**
   * The sets of a book. What is published later counts from its own day on, also where a set before
   * it was to begin after that day.
   */
  static RuleHistory of(List<RuleBook.Edition> editions, Sites sites) {
    RuleHistory history = new RuleHistory();
    for (RuleBook.Edition edition : editions) {
      history.since.tailMap(edition.since(), true).clear();
      history.since.put(edition.since(), new ChannelRules(edition.set(), sites));
    }
    return history;
  }

  ChannelRules inForceAt(Instant at) {
    return since.floorEntry(at).getValue();
  }

  ChannelRules newest() {
    return since.lastEntry().getValue();
  }
}
