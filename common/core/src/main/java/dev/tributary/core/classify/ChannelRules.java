package dev.tributary.core.classify;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The channel rules of one version, ready to ask: the first that holds decides. */
final class ChannelRules {

  static final String UNASSIGNED = "Unassigned";

  private static final ChannelRule NONE =
      new ChannelRule("unassigned", UNASSIGNED, new Condition.All(List.of()));

  /** Most events have the facts of another, but senders write them: neither many nor long ones. */
  private static final int MOST_REMEMBERED = 2_000;

  private static final int LONGEST_REMEMBERED = 300;

  private final Map<Condition.Facts, ChannelRule> remembered = new ConcurrentHashMap<>();
  private final String version;
  private final List<ChannelRule> rules;

  /**
   * Reads the conditions of a set.
   *
   * @throws dev.tributary.core.config.ConfigException when one of them can't be used
   */
  ChannelRules(RuleSet set, Sites sites) {
    ConditionReader reader = new ConditionReader(set.file(), set.conditions(), sites);
    version = set.version();
    rules =
        set.rules().stream()
            .map(rule -> new ChannelRule(rule.name(), rule.channel(), reader.read(rule)))
            .toList();
  }

  String version() {
    return version;
  }

  /** In order. */
  List<ChannelRule> rules() {
    return rules;
  }

  /** The rule that decides; one of no name stands for Unassigned. */
  ChannelRule deciding(Condition.Facts facts) {
    ChannelRule known = remembered.get(facts);
    if (known != null) {
      return known;
    }
    ChannelRule rule = sought(facts);
    if (facts.length() <= LONGEST_REMEMBERED && remembered.size() < MOST_REMEMBERED) {
      remembered.put(facts, rule);
    }
    return rule;
  }

  /** Whether any rule looks for that text in that field, whatever else it asks for. */
  boolean know(Condition.Field field, String text) {
    return rules.stream().anyMatch(rule -> rule.when().looksFor(field, text));
  }

  private ChannelRule sought(Condition.Facts facts) {
    for (ChannelRule rule : rules) {
      if (rule.when().holds(facts)) {
        return rule;
      }
    }
    return NONE;
  }
}
