package dev.tributary.core.classify;

import java.util.List;

/** The channel rules of one version, ready to ask: the first that holds decides. */
final class ChannelRules {

  static final String UNASSIGNED = "Unassigned";

  private static final ChannelRule NONE =
      new ChannelRule("unassigned", UNASSIGNED, new Condition.All(List.of()));

  private final String version;
  private final List<ChannelRule> rules;

  /**
   * Reads the conditions of a set.
   *
   * @throws dev.tributary.core.config.ConfigException when one of them can't be used
   */
  ChannelRules(RuleSet set, Sites sites) {
    ConditionReader reader =
        new ConditionReader("version " + set.version(), set.conditions(), sites);
    version = set.version();
    rules =
        set.rules().stream()
            .map(rule -> new ChannelRule(rule.name(), rule.channel(), reader.read(rule.when())))
            .toList();
  }

  String version() {
    return version;
  }

  /** The rule that decides; one of no name stands for Unassigned. */
  ChannelRule deciding(Condition.Facts facts) {
    for (ChannelRule rule : rules) {
      if (rule.when().holds(facts)) {
        return rule;
      }
    }
    return NONE;
  }
}
